import { feed, site, slugOf } from '../../site.mjs';

export const getStaticPaths = async () =>
  [...(await site()).sections].map(([name, articles]) => ({
    params: { section: slugOf(name) },
    props: { articles },
  }));

export const GET = ({ props }) => feed(props.articles);

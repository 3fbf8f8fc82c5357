import { feed, site } from '../site.mjs';

export const GET = async () => feed((await site()).articles);

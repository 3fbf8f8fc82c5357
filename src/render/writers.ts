import type { Filled } from '../pages/types.ts';

/** Page kinds that code writes and no template: feeds, sitemaps and other files for machines. */
export const writers: Readonly<Record<string, (view: Filled) => string>> = {};

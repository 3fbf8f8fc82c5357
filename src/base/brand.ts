/**
 * Strings that must not be confused. A brand costs nothing at run time: it only makes the type checker refuse a
 * URL where a file is wanted. Each brand has one constructor, beside the rules that make such a string valid.
 */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** A source file, relative to the content folder, with `/` between its parts: `2025/train.txt`. */
export type SourcePath = Brand<string, 'SourcePath'>;

/** A page's address inside the site, always with a leading and a trailing `/`: `/news/2025/04/14/slug/`. */
export type UrlPath = Brand<string, 'UrlPath'>;

/** A file inside the output folder, relative to it, with `/` between its parts: `news/index.html`. */
export type OutputPath = Brand<string, 'OutputPath'>;

/** HTML that is safe to put into a page as it is. */
export type Html = Brand<string, 'Html'>;

/** A digest of something's content: 32 lower-case hexadecimal characters (128 bits of SHA-256). */
export type Digest = Brand<string, 'Digest'>;

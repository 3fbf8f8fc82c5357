/**
 * The Content-Security-Policy of every page: what it may load is its own stylesheet, its own scripts, what those fetch
 * from the site, and images of the site. Nothing inline but the scripts that the templates themselves hold, each named
 * by its hash (`'sha256-…'`); nothing from elsewhere. As a `meta` element the policy goes without `frame-ancestors`,
 * which browsers take from a header only (CSP Level 3, section 3.3).
 */
export function contentSecurityPolicy(inlineScripts: readonly string[]): string {
  const scripts = ["'self'", ...inlineScripts].join(' ');
  return `default-src 'none'; style-src 'self'; script-src ${scripts}; connect-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'`;
}

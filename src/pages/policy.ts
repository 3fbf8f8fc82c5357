/**
 * What a page may load: its own stylesheet, its own scripts, what those fetch from the site, and images of the site.
 * Nothing inline, nothing from elsewhere, no frames round it. As a `meta` element the policy goes without
 * `frame-ancestors`, which browsers take from a header only (CSP Level 3, section 3.3).
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'";

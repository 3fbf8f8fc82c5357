import { defineConfig } from 'astro/config';

export default defineConfig({
  site: 'https://example.org',
  devToolbar: { enabled: false },
  // Nothing in these articles is code.
  markdown: { syntaxHighlight: false },
});

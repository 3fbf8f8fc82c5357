// The benchmark lays the Markdown into articles/.
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const headlines = z.array(z.string()).default([]);

export const collections = {
  articles: defineCollection({
    loader: glob({ pattern: '**/*.md', base: './articles' }),
    schema: z.object({
      title: z.string(),
      date: z.coerce.date(),
      section: z.string(),
      siteName: z.string(),
      likes: z.number(),
      related: headlines,
      ranking: headlines,
      recommendation: headlines,
    }),
  }),
};

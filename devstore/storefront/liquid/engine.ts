import { Liquid } from 'liquidjs';
import { addFilters } from './filters.ts';
import { addTags } from './tags.ts';
import type { Translations } from './translations.ts';

export interface EngineOptions {
  /** Folders in which templates, and snippets for {% render %}, are looked up. */
  templates: string[];
  snippets: string[];
  /** Whether parsed files are kept; off where files may be edited while it runs. */
  cache: boolean;
  translations: () => Translations;
  assetUrl: (name: string) => string;
}

/**
 * Liquid as near to Shopify's as a page needs, in strict mode: an unknown filter, variable or property is an error
 * instead of an empty string, so that a misspelling never reaches a real store.
 */
export function createEngine(options: EngineOptions): Liquid {
  const engine = new Liquid({
    root: options.templates,
    partials: options.snippets,
    extname: '.liquid',
    cache: options.cache,
    strictFilters: true,
    strictVariables: true,
    relativeReference: false,
    ownPropertyOnly: true,
    jsTruthy: false,
    preserveTimezones: true,
  });
  addFilters(engine, options.translations, options.assetUrl);
  addTags(engine);
  return engine;
}

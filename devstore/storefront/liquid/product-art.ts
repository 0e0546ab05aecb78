import { z } from 'zod';
import { escapeHtml } from './escape.ts';
import { stillLife } from './still-life.ts';

const art = z.object({ colour: z.string(), glyph: z.string(), seed: z.string() });
/** What a product's picture is drawn from; `seed` (its id) chooses the composition. */
export type Art = z.infer<typeof art>;

/** The art of an image object. @throws ZodError when it is not one. */
export const readArt = (image: unknown): Art => art.parse(typeof image === 'object' && image !== null ? Reflect.get(image, 'art') : null);

type Rgb = readonly [number, number, number];
const paper: Rgb = [253, 249, 242];
const ink: Rgb = [43, 34, 30];

function parseColour(text: string): Rgb {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text);
  const hex =
    (short
      ? short
          .slice(1)
          .map((digit) => digit + digit)
          .join('')
      : /^#([0-9a-f]{6})$/i.exec(text)?.[1]) ?? 'b08968';
  const value = Number.parseInt(hex, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function mix(from: Rgb, to: Rgb, share: number): string {
  const channels = from.map((channel, index) => Math.round(channel + ((to[index] ?? 0) - channel) * share));
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Backdrops in the manner of a still life: an arch, a sun, hills, a window. */
const backdrops: readonly ((soft: string, deep: string) => string)[] = [
  (soft, deep) => `<path fill="${soft}" d="M130 460V270a170 170 0 0 1 340 0v190z"/><path fill="${deep}" opacity=".35" d="M0 460h600v140H0z"/>`,
  (soft, deep) => `<circle cx="390" cy="215" r="150" fill="${soft}"/><path fill="${deep}" opacity=".35" d="M0 430c150-50 300 30 600-20v190H0z"/>`,
  (soft, deep) =>
    `<path fill="${soft}" d="M0 390c120-110 230-60 320-10s190 20 280-90v310H0z"/><path fill="${deep}" opacity=".35" d="M0 470c170-60 380 50 600-20v150H0z"/>`,
  (soft, deep) => `<rect x="120" y="90" width="360" height="370" rx="28" fill="${soft}"/><path fill="${deep}" opacity=".35" d="M0 460h600v140H0z"/>`,
];

const hash = (text: string): number => [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7);

/** The thing itself: drawn, or its glyph in large type. */
function subject(from: Art, colour: Rgb): string {
  const drawn = stillLife(from.glyph, {
    body: mix(colour, paper, 0.12),
    shade: mix(colour, ink, 0.32),
    light: mix(colour, paper, 0.72),
    line: mix(colour, ink, 0.6),
  });
  return (
    drawn ??
    `<text x="300" y="330" text-anchor="middle" dominant-baseline="central" font-size="236" fill="${mix(colour, ink, 0.45)}"` +
      ` font-family="'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji','Iowan Old Style',Georgia,'Songti SC','Noto Serif CJK SC',serif">${escapeHtml([...from.glyph].slice(0, 3).join(''))}</text>`
  );
}

/** A product's picture as an SVG element, square, named for those who do not see it. */
export function productArt(from: Art, label: string): string {
  const colour = parseColour(from.colour);
  const backdrop = backdrops[hash(from.seed) % backdrops.length];
  const named = label === '' ? ' aria-hidden="true"' : ` role="img" aria-label="${escapeHtml(label)}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" preserveAspectRatio="xMidYMid slice" class="picture"${named}>` +
    `<rect width="600" height="600" fill="${mix(colour, paper, 0.8)}"/>` +
    `${backdrop?.(mix(colour, paper, 0.6), mix(colour, paper, 0.25)) ?? ''}` +
    `<ellipse cx="300" cy="472" rx="150" ry="20" fill="${mix(colour, ink, 0.55)}" opacity=".28"/>${subject(from, colour)}</svg>`
  );
}

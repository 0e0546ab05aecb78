/** Colours that a thing is drawn in: its body, its shaded side, its light, and a line colour. */
export interface Palette {
  body: string;
  shade: string;
  light: string;
  line: string;
}

const cup = ({ body, shade, light, line }: Palette) =>
  `<path fill="none" stroke="${shade}" stroke-width="22" d="M400 312c74-14 82 92-14 88"/><path fill="${body}" d="M188 280h224c0 108-34 184-112 184s-112-76-112-184z"/><path fill="${shade}" d="M340 280h72c0 108-34 184-112 184 46-24 56-104 40-184z" opacity=".55"/><ellipse cx="300" cy="280" rx="112" ry="24" fill="${light}"/><ellipse cx="300" cy="283" rx="92" ry="16" fill="${line}" opacity=".75"/>`;
const steam = ({ light }: Palette) =>
  `<g fill="none" stroke="${light}" stroke-width="10" stroke-linecap="round" opacity=".9"><path d="M262 226c-18-26 18-38 2-68"/><path d="M302 216c-18-28 18-42 2-76"/><path d="M342 226c-18-26 18-38 2-68"/></g>`;
const bowl = ({ body, shade, light, line }: Palette) =>
  `<path fill="${body}" d="M150 300h300c0 92-54 146-98 154v14H248v-14c-44-8-98-62-98-154z"/><path fill="${shade}" opacity=".55" d="M380 300h70c0 92-54 146-98 154v14h-52v-14c62-22 84-88 80-154z"/><ellipse cx="300" cy="300" rx="150" ry="30" fill="${light}"/><ellipse cx="300" cy="304" rx="126" ry="21" fill="${line}" opacity=".6"/>`;
const teapot = ({ body, shade, light, line }: Palette) =>
  `<path fill="none" stroke="${shade}" stroke-width="22" d="M412 316c92-30 96 104-6 100"/><path fill="${shade}" d="M206 356c-64-4-66-68-104-84l24-18c50 16 58 66 96 66z"/><path fill="${body}" d="M190 374c0-74 50-112 114-112s114 38 114 112c0 56-40 94-114 94s-114-38-114-94z"/><path fill="${shade}" opacity=".5" d="M356 276c38 18 62 52 62 98 0 56-40 94-114 94 70-24 88-110 52-192z"/><path fill="${light}" d="M240 272c10-22 34-34 64-34s54 12 64 34c-40 12-88 12-128 0z"/><circle cx="304" cy="224" r="17" fill="${line}"/>`;
const sprig = ({ body, shade, light, line }: Palette) =>
  `<path fill="none" stroke="${line}" stroke-width="9" stroke-linecap="round" d="M300 470c-4-90 0-180 8-300"/><g fill="${body}"><path d="M302 392c-86 8-124-32-136-86 74-4 128 24 136 86z"/><path d="M306 262c-62-4-92-38-96-84 58 4 96 34 96 84z"/></g><g fill="${shade}"><path d="M302 340c86 2 122-38 130-92-72 0-124 32-130 92z"/><path d="M308 224c52-8 74-40 72-80-48 8-76 38-72 80z"/></g><path fill="${light}" d="M308 178c-28-24-24-62 2-88 24 28 26 64-2 88z"/>`;
const flower = ({ body, shade, light, line }: Palette) => {
  const petals = Array.from(
    { length: 10 },
    (_, index) => `<ellipse cx="300" cy="170" rx="25" ry="66" fill="${index % 2 === 0 ? light : body}" transform="rotate(${index * 36} 300 246)"/>`,
  ).join('');
  return `<path fill="none" stroke="${line}" stroke-width="10" stroke-linecap="round" d="M302 300c6 60 0 110-6 170"/><path fill="${shade}" d="M300 420c50 6 84-18 98-56-50-6-90 12-98 56z"/>${petals}<circle cx="300" cy="246" r="42" fill="${line}"/>`;
};
const bag = ({ body, shade, light, line }: Palette) =>
  `<path fill="${body}" d="M190 196h220l16 262q2 12-10 12H184q-12 0-10-12z"/><path fill="${shade}" opacity=".5" d="M352 196h58l16 262q2 12-10 12h-52z"/><path fill="${shade}" d="M190 160h220v44H190z"/><path fill="${light}" d="M226 276h148v126H226z"/><g fill="${line}"><ellipse cx="278" cy="340" rx="22" ry="33" transform="rotate(-24 278 340)"/><ellipse cx="326" cy="338" rx="22" ry="33" transform="rotate(22 326 338)"/></g><g stroke="${light}" stroke-width="5" fill="none"><path d="M268 314c18 14 4 36 20 52"/><path d="M336 312c-18 14-4 36-20 52"/></g>`;
const dripper = ({ body, shade, light, line }: Palette) =>
  `<path fill="${light}" opacity=".85" d="M222 346h156l30 100q6 24-20 24H212q-26 0-20-24z"/><path fill="${line}" opacity=".7" d="M204 412h192l10 36q4 22-18 22H212q-22 0-18-22z"/><path fill="${body}" d="M176 176h248l-84 140h-80z"/><path fill="${shade}" opacity=".5" d="M340 176h84l-84 140h-40z"/><path fill="${shade}" d="M222 312h156q12 0 12 17t-12 17H222q-12 0-12-17t12-17z"/><ellipse cx="300" cy="176" rx="124" ry="20" fill="${light}"/>`;
const vase = ({ body, shade, light, line }: Palette) =>
  `<path fill="${body}" d="M254 150h92c-6 60 78 92 78 182 0 72-42 138-86 138h-76c-44 0-86-66-86-138 0-90 84-122 78-182z"/><path fill="${shade}" opacity=".5" d="M310 150h36c-6 60 78 92 78 182 0 72-42 138-86 138h-40c84-62 62-206 12-320z"/><ellipse cx="300" cy="150" rx="50" ry="13" fill="${line}"/><path fill="none" stroke="${light}" stroke-width="9" d="M186 300c66 26 160 26 228 0M180 336c72 26 168 26 240 0" opacity=".8"/>`;
const biscuit = ({ body, shade, light, line }: Palette) =>
  `<circle cx="330" cy="340" r="126" fill="${shade}"/><circle cx="270" cy="300" r="134" fill="${body}"/><g fill="${line}"><circle cx="226" cy="256" r="17"/><circle cx="306" cy="238" r="14"/><circle cx="260" cy="330" r="19"/><circle cx="336" cy="316" r="15"/><circle cx="196" cy="330" r="13"/><circle cx="290" cy="392" r="14"/></g><g fill="${light}"><circle cx="262" cy="208" r="7"/><circle cx="352" cy="266" r="7"/><circle cx="222" cy="382" r="7"/></g>`;
const mooncake = ({ body, shade, light, line }: Palette) => {
  const scallops = Array.from({ length: 12 }, (_, index) => `<circle cx="300" cy="196" r="40" fill="${body}" transform="rotate(${index * 30} 300 318)"/>`).join(
    '',
  );
  const petals = Array.from({ length: 8 }, (_, index) => `<ellipse cx="300" cy="262" rx="20" ry="42" transform="rotate(${index * 45} 300 318)"/>`).join('');
  return `<g transform="translate(0 14)" opacity=".9">${scallops.replaceAll(body, shade)}<circle cx="300" cy="318" r="128" fill="${shade}"/></g>${scallops}<circle cx="300" cy="318" r="128" fill="${body}"/><circle cx="300" cy="318" r="106" fill="none" stroke="${light}" stroke-width="6"/><g fill="${light}">${petals}</g><circle cx="300" cy="318" r="22" fill="${line}"/>`;
};

/** Things that are drawn rather than written, since not every machine has a font with coloured emoji. */
const drawings: Readonly<Record<string, (palette: Palette) => string>> = {
  '🍵': (palette) => steam(palette) + bowl(palette),
  '🫖': teapot,
  '☕': (palette) => steam(palette) + cup(palette),
  '🌿': sprig,
  '🍃': sprig,
  '🌱': sprig,
  '🌼': flower,
  '🌸': flower,
  '🌻': flower,
  '🫘': bag,
  '🛍': bag,
  '⚗': dripper,
  '🏺': vase,
  '🍪': biscuit,
  '🥮': mooncake,
};

/** The drawing of what an emoji stands for, in a 600 by 600 square, standing on a ground at 470; null when there is none. */
export const stillLife = (glyph: string, palette: Palette): string | null => drawings[glyph.replaceAll('\uFE0F', '')]?.(palette) ?? null;

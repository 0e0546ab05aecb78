import { Tag, TokenKind, type Context, type Emitter, type Liquid, type TagToken, type TopLevelToken } from 'liquidjs';

/** Reads the raw text up to `{% end… %}`. @throws when it is not closed. */
function rawUntilEnd(token: TagToken, remaining: TopLevelToken[]): string {
  const parts: string[] = [];
  for (let next = remaining.shift(); next; next = remaining.shift()) {
    if (next.kind === TokenKind.Tag && (next as TagToken).name === `end${token.name}`) return parts.join('');
    parts.push(next.getText());
  }
  throw new Error(`{% ${token.name} %} is not closed`);
}

/** A tag whose content is for others than the page: {% schema %}, {% doc %}, {% stylesheet %}, {% javascript %}. */
class SilentTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    rawUntilEnd(token, remaining);
  }
  override render(): void {}
}

/** `{% content_for 'blocks' %}`: where a section shows the blocks that the merchant added, rendered beforehand. */
class ContentForTag extends Tag {
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    if (!/^['"]blocks['"]$/.test(token.args.trim())) throw new Error(`{% content_for ${token.args} %} is not known here`);
  }
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, string> {
    emitter.write(yield context._get(['content_for_blocks']));
  }
}

/** `{% section 'header' %}`: a file of `sections/` in a scope of its own. */
class SectionTag extends Tag {
  readonly #file: string;
  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
    super(token, remaining, liquid);
    const name = /^['"]([\w-]+)['"]$/.exec(token.args.trim())?.[1];
    if (!name) throw new Error(`{% section ${token.args} %} names no section`);
    this.#file = `sections/${name}`;
  }
  override *render(context: Context, emitter: Emitter): Generator<unknown, void, never> {
    const templates = yield this.liquid._parsePartialFile(this.#file, context.sync);
    yield this.liquid.renderer.renderTemplates(templates, context.spawn(), emitter);
  }
}

/** Adds to liquidjs the tags of Shopify's that our theme and blocks use. */
export function addTags(engine: Liquid): void {
  for (const name of ['schema', 'doc', 'stylesheet', 'javascript']) engine.registerTag(name, SilentTag);
  engine.registerTag('content_for', ContentForTag);
  engine.registerTag('section', SectionTag);
}

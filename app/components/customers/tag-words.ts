import { customerTag } from '~/domain/customers/model';

/** Tags as typed, separated by commas of either width; without repetitions, whatever their case. */
export function tagsOf(text: string): string[] {
  const seen = new Map<string, string>();
  for (const part of text.split(/[,，、]/)) {
    const tag = part.trim();
    if (tag && !seen.has(tag.toLowerCase())) seen.set(tag.toLowerCase(), tag);
  }
  return [...seen.values()];
}

export function isTag(text: string): boolean {
  return customerTag.safeParse(text).success;
}

import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest by its folder, so that no long file is left alone at the end while the other worker has nothing to do. */
const FOLDERS = ['/tests/e2e/', '/tests/integration/', '/tests/devstore/'];
const rank = ({ moduleId }: TestSpecification) => {
  const found = FOLDERS.findIndex((folder) => moduleId.includes(folder));
  return found < 0 ? FOLDERS.length : found;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files);
    return bySize.sort((a, b) => rank(a) - rank(b));
  }
}

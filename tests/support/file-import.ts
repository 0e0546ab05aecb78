import iconv from 'iconv-lite';
import {
  advanceFileImport,
  changeSettings,
  checkFile,
  createUpload,
  eachError,
  getFileImport,
  runImport,
  uploadPiece,
} from '~/domain/file-imports/index.server';
import { PIECE_BYTES, type FileSettings, type RowError } from '~/domain/file-imports/model';

/** Uploads a file as the page does, piece by piece. */
export async function upload(shopId: bigint, bytes: Uint8Array, fileName = 'file.csv'): Promise<bigint> {
  const id = await createUpload(shopId, { fileName, sizeBytes: bytes.length, userId: '42' }, new Date());
  for (let piece = 0; piece * PIECE_BYTES < bytes.length; piece += 1)
    await uploadPiece(shopId, id, piece, bytes.subarray(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES));
  return id;
}
export const encoded = (text: string, encoding = 'utf-8'): Buffer => iconv.encode(text, encoding);

/** What a worker does: steps until there is none left. */
export async function work(shopId: bigint, id: bigint): Promise<void> {
  while (await advanceFileImport(shopId, id, () => new Date()));
}

/** Uploads, checks and imports; the page's choices are `settings`. */
export async function importFile(shopId: bigint, bytes: Uint8Array, settings: Partial<FileSettings> = {}) {
  const id = await upload(shopId, bytes);
  if (Object.keys(settings).length > 0) await changeSettings(shopId, id, settings);
  await checkFile(shopId, id, new Date());
  await work(shopId, id);
  const { file: checked } = await getFileImport(shopId, id);
  const checkErrors = await errorsOf(shopId, id);
  await runImport(shopId, id, new Date());
  await work(shopId, id);
  return { id, checked: checked.checked, file: (await getFileImport(shopId, id)).file, checkErrors, errors: await errorsOf(shopId, id) };
}

export async function errorsOf(shopId: bigint, id: bigint): Promise<RowError[]> {
  const all: RowError[] = [];
  for await (const page of eachError(shopId, id)) all.push(...page);
  return all;
}

const NOTATIONS = [
  (y: number, m: string, d: string) => `${y}-${m}-${d}`,
  (y: number, m: string, d: string) => `${d}/${m}/${y}`,
  (y: number, m: string, d: string) => `${y}年${Number(m)}月${Number(d)}日`,
  (y: number, m: string, d: string) => `${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'][Number(m) - 1]} ${Number(d)}, ${y}`,
];

/**
 * A bad day's file of orders: dates in four notations, two currencies (one without a rate now and then), broken quotes, a
 * column too many. The same for the same number. @returns its lines after the header, a stretch at a time.
 */
export function* messyOrders(rows: number): Generator<string> {
  yield '订单编号,下单日期,姓名,手机号,邮箱,商品名称,货号,数量,单价,币种,汇率,备用\n';
  for (let row = 0; row < rows; row += 1) {
    const order = Math.floor(row / 2);
    const person = order % Math.max(50, Math.floor(rows / 20));
    const [month, day] = [String((order % 6) + 1).padStart(2, '0'), String((order % 28) + 1).padStart(2, '0')];
    const date = NOTATIONS[order % 4]?.(2024 + (order % 2), month, day) ?? '';
    const foreign = order % 10 === 0;
    const rate = foreign && order % 50 !== 0 ? '7.25' : '';
    const name = person % 3 === 0 ? `"王 ""小${person}"""` : `李明${person}`;
    const line = `D${order},"${date}",${name},1380${String(1000000 + person)},p${person}@example.cn,茶叶 ${row % 40},SKU-${row % 40},${(row % 3) + 1},${(row % 90) + 1}.50,${foreign ? 'USD' : 'CNY'},${rate},`;
    if (row % 997 === 0) yield `${line.replace('茶叶', '"茶叶')}\n`;
    else if (row % 499 === 0) yield `${line}x,多余\n`;
    else yield `${line}\n`;
  }
}

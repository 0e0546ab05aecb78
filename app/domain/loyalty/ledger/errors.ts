import { AppError } from '../../shared/errors';
import { keyText, type PostingKey } from './model';

/** A posting's key is known, with other inputs: two different things were told as if they were one. */
export class KeyReusedError extends AppError {
  constructor(key: PostingKey) {
    super('conflict', `The key ${keyText(key)} was used for another posting.`);
    this.name = 'KeyReusedError';
  }
}

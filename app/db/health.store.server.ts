import { database } from './client.server';

export async function databaseAnswers(): Promise<boolean> {
  return database()
    .pool.query('select 1')
    .then(
      () => true,
      () => false,
    );
}

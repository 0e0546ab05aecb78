import { useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { FILE_BYTES_MAX, PIECE_BYTES } from '~/domain/file-imports/model';

const ADDRESS = '/app/import/upload';
const TRIES = 4;
const AGAIN_MS = 1000;

export type UploadFailure = 'tooLarge' | 'empty' | 'stopped';
export interface Upload {
  /** Share that has arrived, 0 to 1; `null` when nothing is under way. */
  share: number | null;
  failure: UploadFailure | null;
  start: (file: File) => Promise<void>;
}

/** Sends a file piece by piece, and opens its page when it is all there. A piece that is lost on the way is sent again. */
export function useUpload(): Upload {
  const [share, setShare] = useState<number | null>(null);
  const [failure, setFailure] = useState<UploadFailure | null>(null);
  const navigate = useNavigate();
  const start = async (file: File) => {
    if (file.size > FILE_BYTES_MAX || file.size === 0) return setFailure(file.size === 0 ? 'empty' : 'tooLarge');
    setFailure(null);
    setShare(0);
    try {
      const importId = await begin(file);
      for (let piece = 0; piece * PIECE_BYTES < file.size; piece += 1) {
        await send(`${ADDRESS}?import=${importId}&piece=${piece}`, file.slice(piece * PIECE_BYTES, (piece + 1) * PIECE_BYTES));
        setShare(Math.min(1, ((piece + 1) * PIECE_BYTES) / file.size));
      }
      navigate(`/app/import/${importId}`);
    } catch {
      setFailure('stopped');
    } finally {
      setShare(null);
    }
  };
  return { share, failure, start };
}

async function begin(file: File): Promise<string> {
  const answer = await send(ADDRESS, new URLSearchParams({ fileName: file.name, sizeBytes: String(file.size) }));
  if (!answer.importId) throw new Error('The upload was refused.');
  return answer.importId;
}

interface Answer {
  importId?: string;
  error?: string;
}

async function send(address: string, body: Blob | URLSearchParams): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await fetch(address, { method: 'POST', body });
      if (!response.ok) throw new Error(`The upload was answered with ${response.status}.`);
      const answer = (await response.json()) as Answer;
      if (answer.error) throw new Error(answer.error);
      return answer;
    } catch (error) {
      if (tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS * tries));
    }
  }
}

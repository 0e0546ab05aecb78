import { useState } from 'react';

export interface Download {
  running: string | null;
  failed: boolean;
  start: (address: string, fileName: string) => Promise<void>;
}

/**
 * Saves a file that the app streams. The frame has no cookie, so that a plain link would arrive without proof of who
 * asks: App Bridge adds the session token to `fetch`, and the browser keeps what arrives in a file of its own.
 */
export function useDownload(): Download {
  const [running, setRunning] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const start = async (address: string, fileName: string) => {
    setRunning(address);
    setFailed(false);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`The download was answered with ${answer.status}.`);
      save(await answer.blob(), fileName);
    } catch {
      setFailed(true);
    } finally {
      setRunning(null);
    }
  };
  return { running, failed, start };
}

function save(file: Blob, fileName: string) {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

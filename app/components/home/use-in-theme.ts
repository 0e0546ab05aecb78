import { useFetcher } from '@remix-run/react';
import { useEffect, useState } from 'react';

const EMBED = 'launcher';

/** Whether the published theme shows our panel, as Shopify says now; until it has, as it said last (`known`). What is new is kept for next time. */
export function useInTheme(known: boolean): boolean {
  const [inTheme, setInTheme] = useState(known);
  const { submit } = useFetcher();
  useEffect(() => {
    let gone = false;
    void isEmbedOn().then((isOn) => {
      if (gone || isOn === null || isOn === known) return;
      setInTheme(isOn);
      submit({ inTheme: String(isOn) }, { method: 'post', action: '/app?index' });
    });
    return () => {
      gone = true;
    };
  }, [known, submit]);
  return inTheme;
}

/** `null`: it cannot be told. */
async function isEmbedOn(): Promise<boolean | null> {
  try {
    const extensions = await window.shopify.app.extensions();
    return extensions.some(({ activations }) =>
      activations.some((block) => 'status' in block && 'handle' in block && block.handle === EMBED && block.status === 'active'),
    );
  } catch {
    return null;
  }
}

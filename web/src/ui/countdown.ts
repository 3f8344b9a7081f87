import { useEffect, useState } from 'preact/hooks';

/** Seconds that are left, down to zero; then `onEnd` is called once. Stands still while not `running`. */
export function useCountdown(from: number, running: boolean, onEnd: () => void): number {
  const [left, setLeft] = useState(from);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  useEffect(() => {
    if (left <= 0) onEnd();
  }, [left]);
  return Math.max(0, left);
}

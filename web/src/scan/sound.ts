/** Hz and seconds: a code that was understood sounds high and short, one that was not low and long. */
const SOUNDS = { good: [1760, 0.09], bad: [220, 0.32] } as const;
const LOUDNESS = 0.25;
const VIBRATION_MS = { good: 60, bad: [90, 60, 90] };

let context: AudioContext | null = null;

/** What hand and ear are told about a code, without looking at the screen. */
export function signalCode(outcome: keyof typeof SOUNDS, audible: boolean): void {
  navigator.vibrate?.(VIBRATION_MS[outcome]);
  const [pitch, seconds] = SOUNDS[outcome];
  if (audible) beep(pitch, seconds);
}

/** Two tones that rise: something new is to be prepared. */
export function chime(): void {
  beep(660, 0.18);
  beep(990, 0.4, 0.2);
}

function beep(pitch: number, seconds: number, delay = 0): void {
  context ??= new AudioContext();
  void context.resume();
  const tone = new OscillatorNode(context, { type: 'square', frequency: pitch });
  const volume = new GainNode(context, { gain: LOUDNESS });
  tone.connect(volume).connect(context.destination);
  const now = context.currentTime + delay;
  volume.gain.setValueAtTime(LOUDNESS, now);
  volume.gain.setTargetAtTime(0, now + seconds * 0.7, seconds / 10);
  tone.start(now);
  tone.stop(now + seconds);
}

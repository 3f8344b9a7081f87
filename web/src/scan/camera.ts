/** Why there is no picture. */
export type CameraProblem = 'insecure' | 'denied' | 'none' | 'busy';

export class CameraError extends Error {
  constructor(readonly problem: CameraProblem) {
    super(problem);
  }
}

/** What the camera lets us change; browsers tell it beyond the standard types. */
interface Abilities extends MediaTrackCapabilities {
  torch?: boolean;
  zoom?: { min: number; max: number; step: number };
  focusMode?: string[];
}
type Wishes = MediaTrackConstraintSet & { torch?: boolean; zoom?: number; focusMode?: string };

export interface CameraChoice {
  id: string;
  label: string;
}

const KEPT = 'camera';

/** An open camera. */
export class Camera {
  readonly stream: MediaStream;
  readonly #track: MediaStreamTrack;

  private constructor(stream: MediaStream) {
    this.stream = stream;
    this.#track = stream.getVideoTracks()[0]!;
  }

  /** The camera that was chosen here before, or the one at the back. Throws CameraError. */
  static async open(chosen = localStorage.getItem(KEPT)): Promise<Camera> {
    if (!navigator.mediaDevices?.getUserMedia) throw new CameraError('insecure');
    const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
    const which = chosen ? { deviceId: { ideal: chosen } } : { facingMode: 'environment' };
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { ...size, ...which } });
      const camera = new Camera(stream);
      if (camera.#abilities.focusMode?.includes('continuous'))
        await camera.#wish({ focusMode: 'continuous' }).catch(() => {});
      return camera;
    } catch (error) {
      throw new CameraError(problemOf(error));
    }
  }

  /** All cameras; they have names only once one of them was allowed. */
  static async choices(): Promise<CameraChoice[]> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  }

  static keep(id: string): void {
    localStorage.setItem(KEPT, id);
  }

  get id(): string {
    return this.#track.getSettings().deviceId ?? '';
  }

  get hasTorch(): boolean {
    return this.#abilities.torch === true;
  }

  setTorch(on: boolean): Promise<void> {
    return this.#wish({ torch: on });
  }

  /** The lens itself, where the browser can move it: from which factor to which. */
  get zoomRange(): { min: number; max: number } | null {
    const { zoom } = this.#abilities;
    return zoom && zoom.max > zoom.min ? zoom : null;
  }

  setZoom(factor: number): Promise<void> {
    return this.#wish({ zoom: factor });
  }

  /** It was unplugged, or the permission was taken back. */
  onLost(lost: () => void): void {
    this.#track.addEventListener('ended', lost);
  }

  close(): void {
    this.#track.stop(); // which fires no event
  }

  get #abilities(): Abilities {
    return this.#track.getCapabilities?.() ?? {};
  }

  #wish(wishes: Wishes): Promise<void> {
    return this.#track.applyConstraints({ advanced: [wishes] });
  }
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none';
  return 'busy';
}

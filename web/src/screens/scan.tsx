import { useEffect, useRef, useState } from 'preact/hooks';
import type { Dec } from '../core/commands';
import { t, type PlainKey } from '../i18n';
import { scanSound, switchScanSound } from '../state/preferences';
import { goUp } from '../state/route';
import { act, type Outcome } from '../state/scanned';
import { takeQuantity } from '../state/typing';
import { aimedAt } from '../scan/aimed';
import { Camera, CameraError, type CameraChoice, type CameraProblem } from '../scan/camera';
import type { Region, ScannedCode } from '../scan/messages';
import { FilmReader } from '../scan/reader';
import { visiblePart } from '../scan/region';
import { Repeats } from '../scan/repeats';
import { signalCode } from '../scan/sound';
import { Icon } from '../ui/icon';
import { useKey, useKeys, useScanner } from '../ui/keys';
import './scan.css';

/** How often the picture can be enlarged where the lens itself cannot. */
const DIGITAL_ZOOM = { min: 1, max: 4 };
/** A frame around a code stays this long after it was read. */
const SHOWN_MS = 600;

type Problem = CameraProblem | 'reader';

/** What a code was and what became of it. */
interface Last extends Outcome {
  code: string;
  format: string | null;
}

/** The camera as a scanner: every code that it sees does what it asks for, once. */
export default function Scan() {
  const [last, setLast] = useState<Last | null>(null);

  const handle = async (code: string, format: string | null, quantity: Dec | null) => {
    const outcome = await act(code, format, quantity);
    signalCode(outcome.good ? 'good' : 'bad', scanSound.value === 'on');
    setLast({ ...outcome, code, format });
  };
  useKey('Escape', goUp);

  return (
    <section class="scan" aria-label={t('scan.title')}>
      <Finder
        onCode={({ text, format }) => void handle(text, format, takeQuantity())}
        onBack={goUp}
      />
      <p class={`scan__last ${last && !last.good ? 'scan__last--bad' : ''}`} role="status">
        {last ? (
          <>
            <Icon name={last.good ? 'check' : 'alert'} />
            <span class="scan__outcome">{last.text}</span>
            {last.good && (
              <button
                type="button"
                class="button"
                onClick={() => void handle(last.code, last.format, null)}
              >
                <Icon name="plus" size={20} />
                {t('scan.again')}
              </button>
            )}
          </>
        ) : (
          t('scan.aim')
        )}
      </p>
      <ManualEntry onCode={(code) => void handle(code, null, takeQuantity())} />
    </section>
  );
}

interface FinderProps {
  onCode(code: ScannedCode): void;
  /** Leaves the screen; a dialog has its own way out. */
  onBack?(): void;
}

/** The camera's picture with what belongs to it, or why there is none. */
export function Finder({ onCode, onBack }: FinderProps) {
  const [attempt, setAttempt] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [camera, setCamera] = useState<Camera | null>(null);
  const retry = () => {
    setProblem(null);
    setAttempt(attempt + 1);
  };

  useEffect(() => {
    let opened: Camera | null = null;
    let left = false;
    Camera.open().then(
      (found) => {
        opened = found;
        if (left) return found.close();
        found.onLost(() => setProblem('busy'));
        setCamera(found);
      },
      (error: unknown) => setProblem(error instanceof CameraError ? error.problem : 'busy'),
    );
    return () => {
      left = true;
      opened?.close();
      setCamera(null);
    };
  }, [attempt]);

  return (
    <div class="scan__finder">
      <header class="scan__bar">
        {onBack && (
          <button type="button" class="button scan__back" onClick={onBack}>
            <Icon name="back" />
            {t('app.back')}
            <kbd class="kbd">Esc</kbd>
          </button>
        )}
        <Toggle
          icon={scanSound.value === 'on' ? 'sound' : 'mute'}
          label={t('scan.sound')}
          on={scanSound.value === 'on'}
          onToggle={switchScanSound}
        />
        {camera?.hasTorch && <Torch camera={camera} />}
        {camera && <CameraPicker camera={camera} onPicked={retry} />}
      </header>
      {problem ? (
        <NoPicture problem={problem} onRetry={retry} />
      ) : camera ? (
        <Film camera={camera} onCode={onCode} onFailed={() => setProblem('reader')} />
      ) : (
        <p class="scan__starting" role="status">
          {t('scan.starting')}
        </p>
      )}
    </div>
  );
}

function NoPicture({ problem, onRetry }: { problem: Problem; onRetry(): void }) {
  return (
    <div class="empty" role="alert">
      <Icon name="camera" size={44} />
      <p class="empty__title">{t(`scan.problem_${problem}` satisfies PlainKey)}</p>
      <p>{t(`scan.problem_${problem}_hint` satisfies PlainKey)}</p>
      <button type="button" class="button button--roomy" onClick={onRetry}>
        <Icon name="update" size={22} />
        {t('scan.retry')}
      </button>
    </div>
  );
}

interface ToggleProps {
  icon: 'sound' | 'mute' | 'torch';
  label: string;
  on: boolean;
  onToggle(): void;
}

function Toggle({ icon, label, on, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      class="button button--icon"
      aria-label={label}
      aria-pressed={on}
      onClick={onToggle}
    >
      <Icon name={icon} />
    </button>
  );
}

function Torch({ camera }: { camera: Camera }) {
  const [on, setOn] = useState(false);
  const toggle = () =>
    camera.setTorch(!on).then(
      () => setOn(!on),
      () => {},
    );
  return <Toggle icon="torch" label={t('scan.torch')} on={on} onToggle={toggle} />;
}

function CameraPicker({ camera, onPicked }: { camera: Camera; onPicked(): void }) {
  const [choices, setChoices] = useState<CameraChoice[]>([]);
  useEffect(() => {
    Camera.choices().then(setChoices, () => {});
  }, [camera]);
  if (choices.length < 2) return null;
  return (
    <select
      class="scan__cameras"
      aria-label={t('scan.camera')}
      value={camera.id}
      onChange={(event) => {
        Camera.keep(event.currentTarget.value);
        onPicked();
      }}
    >
      {choices.map(({ id, label }, at) => (
        <option key={id} value={id}>
          {label || t('scan.camera_number', { number: at + 1 })}
        </option>
      ))}
    </select>
  );
}

interface FilmProps {
  camera: Camera;
  onCode(code: ScannedCode): void;
  onFailed(): void;
}

/** Plays the camera and reads what can be seen of it; around each code that was read lies a line for a moment. */
function Film({ camera, onCode, onFailed }: FilmProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [zoom, setZoom] = useState(1);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [marks, setMarks] = useState<ScannedCode[]>([]);
  const lens = camera.zoomRange;
  const enlarged = lens ? 1 : zoom;
  const current = useRef({ onCode, enlarged });
  current.current = { onCode, enlarged };

  useEffect(() => {
    const element = video.current!;
    const repeats = new Repeats();
    element.srcObject = camera.stream;
    element.play().catch(() => {}); // it is muted, and starts by itself as soon as it is seen
    const reader = new FilmReader({
      video: element,
      region: () => visibleRegion(element, current.current.enlarged),
      onCodes(codes) {
        if (codes.length > 0) setMarks(codes);
        const middle = { x: element.videoWidth / 2, y: element.videoHeight / 2 };
        repeats
          .fresh(aimedAt(codes, middle), performance.now())
          .forEach((code) => current.current.onCode(code));
      },
      onFailed,
    });
    return () => reader.stop();
  }, [camera]);
  useEffect(() => {
    const timer = setTimeout(() => setMarks([]), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [marks]);

  const { min, max } = lens ?? DIGITAL_ZOOM;
  return (
    <>
      <div class="scan__film" style={{ '--zoom': String(enlarged) }}>
        <video
          ref={video}
          muted
          playsInline
          aria-hidden="true"
          onResize={({ currentTarget: { videoWidth, videoHeight } }) =>
            setSize({ width: videoWidth, height: videoHeight })
          }
        />
        <svg
          viewBox={`0 0 ${size.width} ${size.height}`}
          preserveAspectRatio="xMidYMid slice"
          aria-hidden="true"
        >
          {marks.map(({ corners }, at) => (
            <polygon key={at} points={corners.join(' ')} />
          ))}
        </svg>
      </div>
      <input
        type="range"
        class="scan__zoom"
        aria-label={t('scan.zoom')}
        min={min}
        max={max}
        step={(max - min) / 20}
        value={zoom}
        onInput={(event) => {
          const factor = event.currentTarget.valueAsNumber;
          setZoom(factor);
          if (lens) camera.setZoom(factor).catch(() => {});
        }}
      />
    </>
  );
}

/** The video covers its box; `getBoundingClientRect` would count the enlargement in. */
function visibleRegion(video: HTMLVideoElement, zoom: number): Region | null {
  const frame = { width: video.videoWidth, height: video.videoHeight };
  return visiblePart(frame, { width: video.offsetWidth, height: video.offsetHeight }, zoom);
}

function ManualEntry({ onCode }: { onCode(code: string): void }) {
  const [text, setText] = useState('');
  const submit = () => {
    const code = text.trim();
    setText('');
    if (code !== '') onCode(code);
  };
  useScanner((code) => {
    setText(''); // where its characters went, when the field has the focus
    onCode(code);
  });
  useKeys((event) =>
    event.key === 'Enter' && event.target instanceof HTMLInputElement ? submit : null,
  );
  return (
    <div class="scan__manual">
      <input
        class="input"
        type="text"
        inputMode="text"
        enterKeyHint="done"
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        aria-label={t('scan.manual')}
        placeholder={t('scan.manual')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button
        type="button"
        class="button button--main button--roomy"
        disabled={text.trim() === ''}
        onClick={submit}
      >
        {t('scan.add')}
      </button>
    </div>
  );
}

import { t } from '../i18n';
import { signalCode } from '../scan/sound';
import { scanSound } from '../state/preferences';
import { Dialog } from '../ui/dialog';
import { Finder } from './scan';

interface ScanDialogProps {
  /** One code, and no more: whoever waited for it closes the dialog. */
  onCode(text: string, format: string): void;
  onClose(): void;
}

/** The camera over a screen that waits for a code. */
export default function ScanDialog({ onCode, onClose }: ScanDialogProps) {
  return (
    <Dialog title={t('scan.title')} onClose={onClose}>
      <div class="scan-dialog">
        <Finder
          onCode={({ text, format }) => {
            signalCode('good', scanSound.value === 'on');
            onCode(text, format);
          }}
        />
      </div>
    </Dialog>
  );
}

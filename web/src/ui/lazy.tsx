import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { notify } from '../state/messages';
import { t } from '../i18n';
import { useAwaited } from './keys';

/** A screen that is fetched when it is first shown: `const Receipts = lazy(() => import('./receipts'))`. */
export function lazy<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [settled, settle] = useState(false);
    useAwaited(!loaded && !settled);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (module) => {
          loaded = module.default;
          settle(true);
        },
        () => {
          settle(true);
          notify(t('chunk.failed'), 'danger', {
            label: t('app.retry'),
            run: () => location.reload(),
          });
        },
      );
    }, []);
    return loaded ? <Loaded component={loaded} props={props} /> : null;
  };
}

function Loaded<Props extends object>({
  component: Component,
  props,
}: {
  component: ComponentType<Props>;
  props: Props;
}) {
  return <Component {...props} />;
}

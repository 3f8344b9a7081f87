import { useEffect } from 'preact/hooks';
import { moment } from '../format';
import { ts } from '../i18n/stock';
import { connection } from '../state/connection';
import { report } from '../state/messages';
import { go, goUp, route } from '../state/route';
import { loadWarehouses, stockChanged } from '../state/stock';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { Segments } from '../ui/segments';
import { StockCounts } from './stock_counts';
import { StockDocuments } from './stock_documents';
import { StockItems } from './stock_items';
import { StockRecipes } from './stock_recipes';
import { StockSetup } from './stock_setup';
import { StockValue } from './stock_value';
import { TopBar } from './top_bar';
import './receipts.css';
import './stock.css';

const tabs = ['items', 'documents', 'counts', 'recipes', 'value', 'setup'] as const;
type Tab = (typeof tabs)[number];

/** What there is, what moved, what was counted, what is made of what. */
export default function Stock() {
  const detail = route.value.detail;
  const tab = tabOf(detail);
  useKey('Escape', () => (isTab(detail) || detail === null ? goUp() : go('stock', above(tab))));
  useEffect(() => {
    loadWarehouses().catch(report);
  }, [stockChanged.value]);

  return (
    <div class="area">
      <TopBar />
      <div class="stock__tabs">
        <Segments<Tab>
          label={ts('title')}
          chosen={tab}
          onChoose={(chosen) => go('stock', above(chosen))}
          options={tabs.map((value) => ({ value, content: ts(value) }))}
        />
      </div>
      <Offline />
      <h1 class="sr-only">{ts('title')}</h1>
      <Shown tab={tab} detail={detail} />
    </div>
  );
}

function Shown({ tab, detail }: { tab: Tab; detail: string | null }) {
  if (tab === 'documents') return <StockDocuments />;
  if (tab === 'counts') return <StockCounts count={idIn(detail, 'count-')} />;
  if (tab === 'recipes') return <StockRecipes owner={idIn(detail, 'recipe-')} />;
  if (tab === 'value') return <StockValue />;
  if (tab === 'setup') return <StockSetup />;
  return <StockItems chosen={isTab(detail) ? null : detail} />;
}

/** The address of a tab's list. */
function above(tab: Tab): string | null {
  return tab === 'items' ? null : tab;
}

function isTab(detail: string | null): boolean {
  return tabs.some((tab) => tab === detail);
}

function tabOf(detail: string | null): Tab {
  if (detail?.startsWith('count-')) return 'counts';
  if (detail?.startsWith('recipe-')) return 'recipes';
  return tabs.find((tab) => tab === detail) ?? 'items';
}

function idIn(detail: string | null, prefix: string): string | null {
  return detail?.startsWith(prefix) ? detail.slice(prefix.length) : null;
}

/** What others moved is not here while there is no network. */
function Offline() {
  const status = connection.value;
  if (!status || status.online) return null;
  const time = status.lastContact === null ? '—' : moment(status.lastContact);
  return (
    <p class="notice notice--accent stock__offline">
      <Icon name="offline" />
      <span>{ts('offline', { time })}</span>
    </p>
  );
}

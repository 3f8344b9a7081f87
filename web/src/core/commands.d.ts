// TEMPORARY: written by hand from the contract until the build generates this file from the till's
// registry (wasm/typescript); then it leaves the repository.

export type Id = string;
/** An amount in the currency's minor units. */
export type Minor = number;
/** A decimal as text: "1", "0.250", "18". */
export type Dec = string;
/** UTC microseconds since 1970. */
export type Micros = number;
export type Method = 'cash' | 'card';

export interface DeviceStatus {
  enrolled: boolean;
  revoked: boolean;
  tenant: {
    id: Id;
    name: string;
    country: string;
    currency: { code: string; symbol: string; digits: number };
    timeZone: string;
    /** A language tag such as "es-PE". */
    language: string;
    taxIncluded: boolean;
  } | null;
  branch: { id: Id; name: string } | null;
  register: { id: Id; name: string; session: SessionView | null } | null;
  device: { id: Id; name: string } | null;
  person: PersonView | null;
  openCart: CartView | null;
  schema: number;
}

export interface StaffMember {
  id: Id;
  name: string;
  role: string;
  initials: string;
  color: string;
  lockedUntil: Micros | null;
}

export interface PersonView {
  id: Id;
  name: string;
  role: string;
  initials: string;
  color: string;
  permissions: string[];
}

export interface Category {
  id: Id;
  name: string;
  color: string;
  icon: string;
  count: number;
}

export interface ProductTile {
  id: Id;
  sku: string;
  barcode: string | null;
  name: string;
  price: Minor;
  unit: string;
  category: Id | null;
  color: string;
  image: string | null;
  taxRate: Dec;
  active: boolean;
}

export interface ProductPage {
  total: number;
  products: ProductTile[];
}

export interface CartLine {
  line: number;
  product: Id;
  name: string;
  quantity: Dec;
  unit: string;
  unitPrice: Minor;
  total: Minor;
  taxRate: Dec;
  color: string;
}

export interface TaxLine {
  name: string;
  rate: Dec;
  base: Minor;
  amount: Minor;
}

export interface CartView {
  id: Id;
  lines: CartLine[];
  /** Without tax. */
  subtotal: Minor;
  tax: Minor;
  taxes: TaxLine[];
  total: Minor;
  count: Dec;
  /** The exact amount first, then the notes a customer is likely to hand over. */
  quickCash: Minor[];
}

export interface Tender {
  method: Method;
  /** null takes exactly what is due. */
  amount: Minor | null;
  reference?: string;
}

export interface ReceiptSummary {
  id: Id;
  number: string;
  at: Micros;
  cashier: string;
  total: Minor;
  methods: string[];
  device: Id;
  own: boolean;
  synced: boolean;
}

export interface ReceiptLine {
  line: number;
  product: Id;
  name: string;
  quantity: Dec;
  unit: string;
  unitPrice: Minor;
  total: Minor;
  taxRate: Dec;
}

export interface PaymentView {
  method: string;
  amount: Minor;
  tendered: Minor;
  change: Minor;
}

export interface ReceiptView extends ReceiptSummary {
  lines: ReceiptLine[];
  taxes: TaxLine[];
  payments: PaymentView[];
  subtotal: Minor;
  tax: Minor;
  change: Minor;
  shop: { name: string; branch: string; address: string; taxId: string };
  session: Id;
  /** HTML fragments made by the core. */
  papers: { mm58: string; mm80: string };
}

export interface SessionView {
  id: Id;
  register: Id;
  openedAt: Micros;
  openedBy: string;
  openingFloat: Minor;
  receipts: number;
  sales: Minor;
}

export interface SessionReport {
  session: SessionView;
  byMethod: {
    method: string;
    expected: Minor;
    counted: Minor | null;
    difference: Minor | null;
    count: number;
  }[];
  taxes: TaxLine[];
  sales: Minor;
  receipts: number;
  first: string | null;
  last: string | null;
  closedAt: Micros | null;
  number: number | null;
}

export interface SyncStatus {
  pending: number;
  oldestPending: Micros | null;
  parked: number;
  operations: number;
}

export interface AuditReport {
  operations: number;
  devices: number;
  ok: boolean;
  stateHash: string;
}

type Nothing = Record<string, never>;

export interface Commands {
  'device.status': { request: Nothing; response: DeviceStatus };
  'staff.list': { request: Nothing; response: { people: StaffMember[] } };
  'staff.login': { request: { person: Id; pin: string }; response: { person: PersonView } };
  'staff.logout': { request: Nothing; response: Nothing };
  'catalog.categories': { request: Nothing; response: { categories: Category[] } };
  'catalog.products': {
    request: { category: Id | null; offset: number; limit: number };
    response: ProductPage;
  };
  'catalog.search': {
    request: { text: string; limit: number; kind?: 'any' | 'prefix' | 'substring' };
    response: ProductPage;
  };
  'catalog.lookup': { request: { barcode: string }; response: { product: ProductTile | null } };
  'cart.view': { request: Nothing; response: CartView };
  'cart.add': {
    request: { product: Id; quantity?: Dec } | { barcode: string; quantity?: Dec };
    response: CartView;
  };
  'cart.set_quantity': { request: { line: number; quantity: Dec }; response: CartView };
  'cart.remove': { request: { line: number }; response: CartView };
  'cart.clear': { request: Nothing; response: CartView };
  'sales.checkout': {
    request: { cart: Id; tenders: Tender[] };
    response: { receipt: ReceiptView; cart: CartView };
  };
  'sales.record': {
    request: {
      id: Id;
      at?: Micros;
      lines: { product: Id; quantity: Dec; unitPrice?: Minor }[];
      tenders: Tender[];
    };
    response: { receipt: ReceiptSummary };
  };
  'sales.receipts': {
    request: { before?: Micros; limit: number; text?: string };
    response: { receipts: ReceiptSummary[] };
  };
  'sales.receipt': { request: { id: Id }; response: ReceiptView };
  'cash.open': { request: { openingFloat: Minor; commandId: Id }; response: SessionView };
  'cash.report': { request: Nothing; response: SessionReport };
  'cash.close': {
    request: { counted: { method: string; amount: Minor }[]; notes?: string; commandId: Id };
    response: SessionReport;
  };
  'sync.status': { request: Nothing; response: SyncStatus };
  'audit.verify': { request: Nothing; response: AuditReport };
}

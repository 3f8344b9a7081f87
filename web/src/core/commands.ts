// The messages of the core. Their types are printed by the build from the C++ structs (wasm/typescript).
export type * from '@core-wasm/commands';

export type Id = string;
/** An amount in the currency's minor units. */
export type Minor = number;
/** A decimal as text: "1", "0.250", "18". */
export type Dec = string;
/** UTC microseconds since 1970. */
export type Micros = number;
/** How a customer pays. */
export type Method = 'cash' | 'card' | 'transfer' | 'voucher';

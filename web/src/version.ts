/** The version of this build, from package.json. */
export const VERSION = __VERSION__;

declare const __VERSION__: string;

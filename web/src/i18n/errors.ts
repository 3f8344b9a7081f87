export { errors as en } from './errors_en';
export { errors as es } from './errors_es';

import { startPlugin } from './host';
import { vendor } from './host/vendor';

startPlugin({ vendor, ui: { document, window } });

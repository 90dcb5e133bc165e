import type { PlanDocument } from '../document.ts';
import { haiPhong9395 } from './hai-phong-9395.ts';
import { hcm1413 } from './hcm-1413.ts';
import { rachGia233 } from './rach-gia-233.ts';

/** Three papers of 2025 as examples. The demo has them; a service in earnest is given them by hand or not at all. */
export const EXAMPLES: readonly PlanDocument[] = [haiPhong9395, hcm1413, rachGia233];

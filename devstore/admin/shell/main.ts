import { startChrome } from './chrome.ts';
import { startFrame } from './frame.ts';

startChrome();
startFrame();

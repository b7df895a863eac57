import { describeMainJob } from './main-job.ts';

describeMainJob('stand-in', 4800);

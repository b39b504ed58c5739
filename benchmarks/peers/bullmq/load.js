// Jobs that do nothing, in the process that asks for them.
// Reads lines "<concurrency> <jobs>" from standard input and answers each with one line, "<jobs/s> <p50 in us> <p99 in us>";
// the times are from submission to start. With concurrency 1 a job is submitted some milliseconds after the one before has ended.
import { createInterface } from 'node:readline';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const AT_ONCE = 500;
const IDLE = 5;
const connect = () => new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null });
const queue = new Queue('nothing', { connection: connect() });
const options = { removeOnComplete: 10_000 };

async function run(concurrency, jobs) {
  const waits = [];
  let ended = 0;
  let wake = () => {};
  const worker = new Worker('nothing', async job => {
    waits.push((performance.now() - job.data.at) * 1000);
  }, { connection: connect(), concurrency });
  worker.on('completed', () => {
    ended++;
    wake();
  });
  await worker.waitUntilReady();

  const begun = performance.now();
  for (let sent = 0; sent < jobs;) {
    const some = concurrency === 1 ? 1 : Math.min(AT_ONCE, jobs - sent);
    await queue.addBulk(Array.from({ length: some }, () => ({ name: 'nothing', data: { at: performance.now() }, opts: options })));
    sent += some;
    while (concurrency === 1 && ended < sent)
      await new Promise(resolve => { wake = resolve; });
    if (concurrency === 1)
      await new Promise(resolve => { setTimeout(resolve, IDLE); });
  }

  while (ended < jobs)
    await new Promise(resolve => { wake = resolve; });
  const seconds = (performance.now() - begun) / 1000;
  await worker.close();
  waits.sort((a, b) => a - b);
  return `${jobs / seconds} ${waits[Math.floor(jobs / 2)]} ${waits[Math.floor(jobs * 0.99)]}`;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [concurrency, jobs] = line.split(' ').map(Number);
  console.log(await run(concurrency, jobs));
}

process.exit(0);

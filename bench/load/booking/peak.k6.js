// Run by k6, not by Node: sends the steps that plan.ts made, one an iteration, at a constant rate of arrivals.
import http from 'k6/http';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import { Counter, Rate } from 'k6/metrics';

const { ORIGIN, STEPS, SUMMARY, RATE, SECONDS, WARM_RATE, WARM_SECONDS } = __ENV;
const warming = Number(WARM_RATE) * Number(WARM_SECONDS);
const steps = new SharedArray('steps', () => JSON.parse(open(STEPS)));
const failed = new Rate('failed');
const answers = { accepted: new Counter('accepted'), waiting: new Counter('waiting'), refused: new Counter('refused'), pending: new Counter('pending') };

export const options = {
  scenarios: {
    warm: { executor: 'constant-arrival-rate', rate: Number(WARM_RATE), timeUnit: '1s', duration: `${WARM_SECONDS}s`, preAllocatedVUs: 100, maxVUs: 200 },
    peak: {
      executor: 'constant-arrival-rate',
      rate: Number(RATE),
      timeUnit: '1s',
      startTime: `${WARM_SECONDS}s`,
      duration: `${SECONDS}s`,
      preAllocatedVUs: 500,
      maxVUs: 2000,
    },
  },
  thresholds: {
    'http_req_duration{scenario:peak}': ['max>=0'],
    'http_req_duration{scenario:warm}': ['max>=0'],
    'http_reqs{scenario:peak}': ['count>=0'],
    'http_req_duration{scenario:peak,op:book}': ['max>=0'],
    'http_req_duration{scenario:peak,op:cancel}': ['max>=0'],
    'http_req_duration{scenario:peak,op:read}': ['max>=0'],
  },
  summaryTrendStats: ['avg', 'med', 'p(95)', 'p(99)', 'max'],
};

export default function () {
  const n = exec.scenario.name === 'warm' ? exec.scenario.iterationInTest : warming + exec.scenario.iterationInTest;
  const step = steps[n];
  if (step === undefined) return; // the generator may begin one more than it was asked for
  const headers = { origin: ORIGIN, 'content-type': 'application/json', cookie: `__Host-rider=${step.token}` };
  const response = send(step, headers);
  failed.add(response.status !== 200);
  if (response.status !== 200) console.log(`failed ${response.status} ${step.n}`);
  if (step.book === undefined || response.status !== 200) return;
  const answer = /^\{"answer":"(\w+)"/.exec(response.body)[1];
  answers[answer].add(1);
  if (answer === 'accepted') console.log(`accepted ${step.n}`);
}

function send(step, headers) {
  if (step.book !== undefined) return http.post(`${ORIGIN}/api/rider/rides`, JSON.stringify(step.book), { headers, tags: { op: 'book', name: 'book' } });
  if (step.read === true) return http.get(`${ORIGIN}/api/rider/rides`, { headers, tags: { op: 'read', name: 'read' } });
  const body = JSON.stringify({ id: `load-cancel-${step.n}` });
  return http.post(`${ORIGIN}/api/rider/rides/${step.cancel}/cancel`, body, { headers, tags: { op: 'cancel', name: 'cancel' } });
}

export function handleSummary(data) {
  return { [SUMMARY]: JSON.stringify(data.metrics) };
}

// Compiles hot code, runs a worker thread and a child process (compute), or answers itself over HTTP (serve).
const { Worker, isMainThread, parentPort } = require('worker_threads');
const { execFileSync } = require('child_process');
const http = require('http');

function work() {
  let sum = 0;
  for (let i = 0; i < 5e6; i++) sum = (sum + i * i) % 1000003;
  return sum;
}

function fail(error) {
  console.error(`${error.code} ${error.message}`);
  process.exit(1);
}

if (!isMainThread) {
  parentPort.postMessage(work());
} else if (process.argv[2] === 'serve') {
  const server = http.createServer((request, response) => response.end('served'));
  server.on('error', fail);
  server.listen(0, '127.0.0.1', () => {
    http.get({ host: '127.0.0.1', port: server.address().port, agent: false }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (text) => console.log(text));
      response.on('end', () => server.close());
    }).on('error', fail);
  });
} else {
  new Worker(__filename).on('error', fail).on('message', (sum) => {
    if (sum === work()) process.stdout.write(execFileSync('/bin/echo', ['computed']));
  });
}

import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 300;
let received;

/** The signal that asked this process to stop, if one did. */
export function stopSignal() {
  return received;
}

/**
 * Runs a command on our own terminal, passes signals on to it and returns its exit code.
 * We never end before the child: it alone knows how to stop what it started.
 */
export function runChild(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    const forward = (signal) => {
      received = signal;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const parentWatch = watchParent(() => {
      // A parent that goes because of a signal is no second signal.
      if (!received) forward('SIGTERM');
    });
    const release = () => {
      clearInterval(parentWatch);
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      release();
      resolve(code === null ? 128 + (constants.signals[signal] || 0) : code);
    });
  });
}

/**
 * npm passes a SIGTERM on to the shell between it and us; many shells die of it without telling us.
 * So under npm the end of our parent means the same. Started directly, we may outlive a terminal.
 */
function watchParent(onGone) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, PARENT_CHECK_MS);
  return timer;
}

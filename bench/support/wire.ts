import { connect, type Socket } from 'node:net';

/** One kept-alive HTTP/1.1 connection that sends ready-made requests: as little work as possible beside the server under test. */
export class WireConnection {
  private readonly socket: Socket;
  private received = '';
  private answer: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk: string) => this.take(chunk));
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.fail(new Error('The connection was closed.')));
  }

  /** Sends a request; one at a time. @returns the status, when the answer is whole. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.answer = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: string) {
    this.received += chunk;
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.received.slice(0, headEnd).toLowerCase();
    const length = /content-length: (\d+)/.exec(head)?.[1];
    const isWhole = length === undefined ? this.received.endsWith('0\r\n\r\n') : this.received.length >= headEnd + 4 + Number(length);
    if (!isWhole) return;
    this.received = '';
    const { answer } = this;
    this.answer = undefined;
    answer?.resolve(Number(head.slice(9, 12)));
  }

  private fail(error: Error) {
    const { answer } = this;
    this.answer = undefined;
    answer?.reject(error);
  }
}

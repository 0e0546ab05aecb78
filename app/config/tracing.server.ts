import { context, propagation, SpanKind, SpanStatusCode, trace, type Attributes, type Context, type Link, type TimeInput } from '@opentelemetry/api';

const tracer = () => trace.getTracer('regulars');

/** Whether OTEL_* asks for traces. Without it all below does nothing. */
function isWanted(): boolean {
  const { OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = process.env;
  return OTEL_SDK_DISABLED !== 'true' && OTEL_TRACES_EXPORTER !== 'none' && Boolean(OTEL_EXPORTER_OTLP_ENDPOINT || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT);
}

/** Spans that go nowhere cost a tenth of answering a shopper: without tracing nothing is even asked for one. */
let isTracing = false;

/**
 * Sends this process's spans by OTLP over HTTP, when OTEL_EXPORTER_OTLP_ENDPOINT is set; the other OTEL_* variables (headers, sampler,
 * batches, service name) work as OpenTelemetry says. @returns what sends the last spans when the process ends.
 */
export async function startTracing(process_: 'web' | 'worker'): Promise<() => Promise<void>> {
  if (!isWanted()) return () => Promise.resolve();
  isTracing = true;
  // Loaded only when wanted: it costs memory.
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { defaultResource, detectResources, envDetector, resourceFromAttributes }] =
    await Promise.all([import('@opentelemetry/sdk-trace-node'), import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/resources')]);
  const named = resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? `regulars-${process_}` });
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(named),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  return () => provider.shutdown().catch(() => undefined);
}

export interface SpanOptions {
  /** Ids and counts only: traces leave the machine. */
  attributes?: Attributes;
  kind?: 'server' | 'client' | 'producer' | 'consumer';
  /** A trace context that came with a request, a row or a job; else what is under way here. */
  parent?: string | null | undefined;
  links?: string[];
}
const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER };

const contextOf = (traceparent: string | null | undefined): Context =>
  traceparent ? propagation.extract(context.active(), { traceparent }) : context.active();

function linksOf(traces: string[] | undefined): Link[] {
  return (traces ?? []).flatMap((one) => {
    const linked = trace.getSpanContext(contextOf(one));
    return linked ? [{ context: linked }] : [];
  });
}

/** Runs `work` as a span. Of an error its kind is noted, never its message. */
export function inSpan<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  return isTracing ? inNewSpan(name, options, work) : work();
}

async function inNewSpan<T>(name: string, { attributes, kind, parent, links }: SpanOptions, work: () => Promise<T>): Promise<T> {
  const under = contextOf(parent);
  const span = tracer().startSpan(name, { ...(attributes && { attributes }), ...(kind && { kind: KINDS[kind] }), links: linksOf(links) }, under);
  try {
    return await context.with(trace.setSpan(under, span), work);
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'Error' });
    throw error;
  } finally {
    span.end();
  }
}

/** A span that is known only when it is over. */
export function pastSpan(name: string, { attributes, parent }: SpanOptions, startTime: TimeInput): void {
  if (!isTracing) return;
  tracer()
    .startSpan(name, { ...(attributes && { attributes }), startTime, kind: SpanKind.CONSUMER }, contextOf(parent))
    .end();
}

/** The trace that is under way here, as W3C writes it; `null` when there is none. To be kept with a row or a job that goes on with it. */
export function currentTrace(): string | null {
  if (!isTracing) return null;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

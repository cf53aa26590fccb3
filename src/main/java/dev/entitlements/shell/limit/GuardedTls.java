package dev.entitlements.shell.limit;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSessionContext;

/** Java's TLS, with a guard at every connection: the server lets nobody else near one before its first request. */
final class GuardedTls extends JdkSSLEngineOptions {
    private final Function<SSLEngine, SslHandler> guard;

    /** Makes the handler of each connection from its engine. */
    GuardedTls(Function<SSLEngine, SslHandler> guard) {
        this.guard = guard;
    }

    @Override
    public JdkSSLEngineOptions copy() {
        return this;
    }

    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContext create() throws SSLException {
                return new Guarded(super.create(), guard);
            }
        };
    }

    private static final class Guarded extends SslContext {
        private final SslContext context;
        private final Function<SSLEngine, SslHandler> guard;

        Guarded(SslContext context, Function<SSLEngine, SslHandler> guard) {
            this.context = context;
            this.guard = guard;
        }

        @Override
        protected SslHandler newHandler(ByteBufAllocator memory, boolean startTls) {
            return guard.apply(newEngine(memory));
        }

        @Override
        protected SslHandler newHandler(ByteBufAllocator memory, boolean startTls, Executor threads) {
            return guard.apply(newEngine(memory));
        }

        @Override
        protected SslHandler newHandler(ByteBufAllocator memory, String host, int port, boolean startTls) {
            return guard.apply(newEngine(memory, host, port));
        }

        @Override
        @SuppressWarnings("checkstyle:ParameterNumber") // netty's method
        protected SslHandler newHandler(
                ByteBufAllocator memory, String host, int port, boolean startTls, Executor threads) {
            return guard.apply(newEngine(memory, host, port));
        }

        @Override
        public boolean isClient() {
            return context.isClient();
        }

        @Override
        public List<String> cipherSuites() {
            return context.cipherSuites();
        }

        @Override
        @SuppressWarnings("deprecation") // there is no other way to pass it on
        public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
            return context.applicationProtocolNegotiator();
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator memory) {
            return context.newEngine(memory);
        }

        @Override
        public SSLEngine newEngine(ByteBufAllocator memory, String host, int port) {
            return context.newEngine(memory, host, port);
        }

        @Override
        public SSLSessionContext sessionContext() {
            return context.sessionContext();
        }
    }
}

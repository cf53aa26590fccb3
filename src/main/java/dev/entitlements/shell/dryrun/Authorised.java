package dev.entitlements.shell.dryrun;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks resources that in a cluster are only for callers whom the cluster lets in. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface Authorised {}

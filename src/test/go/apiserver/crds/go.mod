// Whose CustomResourceDefinitions our manifests speak: nothing here is compiled, only the YAML of the modules is used.
module dev.entitlements/apiserver/crds

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.21.2
	github.com/prometheus-operator/prometheus-operator v0.85.0
)

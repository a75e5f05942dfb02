// runtime/metrics: the metrics that an allocator and a scheduler without a
// collector can tell; names not known here read as "bad", as the package says.
package runtime

import (
	"internal/godebugs"
	"unsafe"
)

// A metricSample is a metrics.Sample.
type metricSample struct {
	name  string
	value metricValue
}

type metricValue struct {
	kind    metricKind
	scalar  uint64
	pointer unsafe.Pointer // to a histogram
}

// A metricKind is a metrics.ValueKind.
type metricKind int

const (
	metricKindBad              metricKind = 0
	metricKindUint64           metricKind = 1
	metricKindFloat64          metricKind = 2
	metricKindFloat64Histogram metricKind = 3
)

//go:linkname readMetrics runtime/metrics.runtime_readMetrics
func readMetrics(samplesp unsafe.Pointer, len int, cap int) {
	samples := unsafe.Slice((*metricSample)(samplesp), len)
	var m MemStats
	ReadMemStats(&m)
	for i := range samples {
		s := &samples[i]
		s.value = metricValue{kind: metricKindUint64}
		switch s.name {
		case "/gc/heap/allocs:bytes", "/gc/heap/live:bytes", "/memory/classes/heap/objects:bytes":
			s.value.scalar = m.HeapAlloc
		case "/gc/heap/allocs:objects", "/gc/heap/objects:objects":
			s.value.scalar = m.Mallocs
		case "/gc/heap/frees:bytes", "/gc/heap/frees:objects", "/gc/cycles/automatic:gc-cycles", "/gc/cycles/total:gc-cycles", "/cgo/go-to-c-calls:calls":
		case "/gc/cycles/forced:gc-cycles":
		case "/gc/gogc:percent":
			s.value.scalar = uint64(gcController.percent)
		case "/gc/gomemlimit:bytes":
			s.value.scalar = uint64(gcController.limit)
		case "/memory/classes/heap/stacks:bytes":
			s.value.scalar = m.StackInuse
		case "/memory/classes/total:bytes":
			s.value.scalar = m.Sys
		case "/sched/gomaxprocs:threads":
			s.value.scalar = uint64(gomaxprocs)
		case "/sched/goroutines:goroutines":
			s.value.scalar = uint64(gcount(false))
		default:
			s.value.kind = metricKindBad
			lock(&godebugMetrics.lock)
			for _, g := range godebugMetrics.list {
				if g.name == s.name {
					s.value = metricValue{kind: metricKindUint64, scalar: g.read()}
				}
			}
			unlock(&godebugMetrics.lock)
			if s.value.kind == metricKindBad && isGodebugMetric(s.name) {
				s.value.kind = metricKindUint64 // nobody has counted there yet
			}
		}
	}
}

// isGodebugMetric: name counts how often a GODEBUG setting changed what happened.
func isGodebugMetric(name string) bool {
	const prefix, suffix = "/godebug/non-default-behavior/", ":events"
	if !hasPrefix(name, prefix) || !hasSuffix(name, suffix) || len(name) <= len(prefix)+len(suffix) {
		return false
	}
	info := godebugs.Lookup(name[len(prefix) : len(name)-len(suffix)])
	return info != nil && !info.Opaque
}

// readMetricNames tells the metrics that there are.
//
//go:linkname readMetricNames runtime/metrics_test.runtime_readMetricNames
func readMetricNames() (names []string) {
	for _, info := range godebugs.All {
		if !info.Opaque {
			names = append(names, "/godebug/non-default-behavior/"+info.Name+":events")
		}
	}
	return append(names, "/gc/heap/allocs:bytes", "/gc/heap/live:bytes", "/memory/classes/heap/objects:bytes", "/gc/heap/allocs:objects",
		"/gc/heap/objects:objects", "/gc/heap/frees:bytes", "/gc/heap/frees:objects", "/gc/cycles/automatic:gc-cycles", "/gc/cycles/total:gc-cycles",
		"/cgo/go-to-c-calls:calls", "/gc/cycles/forced:gc-cycles", "/gc/gogc:percent", "/gc/gomemlimit:bytes", "/memory/classes/heap/stacks:bytes",
		"/memory/classes/total:bytes", "/sched/gomaxprocs:threads", "/sched/goroutines:goroutines")
}

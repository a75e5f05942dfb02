// runtime/metrics: all metrics of its table. Each has a row below: its kind follows from what the row has. What several rows
// need is found out once for a reading, when the first of them asks (metricFacts).
package runtime

import (
	"internal/godebugs"
	"internal/runtime/atomic"
	"internal/runtime/gc"
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

// metricFacts is what one reading knows.
type metricFacts struct {
	haveHeap, haveMemory, haveCPU, haveSched bool

	heapCounts
	memoryClasses
	cpuSplit
	schedCounts
}

func (f *metricFacts) heap() *heapCounts {
	if !f.haveHeap {
		f.haveHeap = true
		f.heapCounts.read()
	}
	return &f.heapCounts
}

func (f *metricFacts) memory() *memoryClasses {
	if !f.haveMemory {
		f.haveMemory = true
		f.memoryClasses.read(f.heap())
	}
	return &f.memoryClasses
}

func (f *metricFacts) cpu() *cpuSplit {
	if !f.haveCPU {
		f.haveCPU = true
		f.cpuSplit.read()
	}
	return &f.cpuSplit
}

func (f *metricFacts) sched() *schedCounts {
	if !f.haveSched {
		f.haveSched = true
		f.schedCounts.read()
	}
	return &f.schedCounts
}

// A metricRow is a metric, by one of: a number, nanoseconds that are told as seconds, a histogram.
type metricRow struct {
	name      string
	number    func(f *metricFacts) uint64
	time      func(f *metricFacts) int64
	histogram func(f *metricFacts, v *metricValue)
}

type metricRows struct {
	sema  uint32 // guards the rest
	rows  map[string]metricRow
	facts metricFacts

	timeBounds, sizeBounds []float64
}

var metricTable = metricRows{sema: 1}

func lockMetrics() {
	semacquire1(&metricTable.sema, true, waitReasonSemacquire)
	if metricTable.rows == nil {
		metricTable.make()
	}
}

func unlockMetrics() { semrelease(&metricTable.sema) }

func durations(name string, h *timeHistogram) metricRow {
	return metricRow{name: name, histogram: func(_ *metricFacts, v *metricValue) { h.tell(v, metricTable.timeBounds) }}
}

// sizes tells numbers of objects by size: the bounds are just above the sizes of classes.
func sizes(v *metricValue, classes *[gc.NumSizeClasses]uint64, large uint64) {
	h := v.histogram(metricTable.sizeBounds)
	copy(h.counts, classes[1:])
	h.counts[len(h.counts)-1] = large
}

// make fills the table.
func (t *metricRows) make() {
	t.timeBounds = timeBounds()
	t.sizeBounds = []float64{1}
	for _, size := range gc.SizeClassToSize[1:] {
		t.sizeBounds = append(t.sizeBounds, float64(size)+1)
	}
	t.sizeBounds = append(t.sizeBounds, infinity)
	t.rows = make(map[string]metricRow)
	for _, row := range allMetrics() {
		t.rows[row.name] = row
	}
	for _, info := range godebugs.All {
		if !info.Opaque {
			name := "/godebug/non-default-behavior/" + info.Name + ":events"
			t.rows[name] = metricRow{name: name, number: func(*metricFacts) uint64 { return 0 }} // nobody has counted there yet
		}
	}
}

func allMetrics() []metricRow {
	return []metricRow{
		{name: "/cgo/go-to-c-calls:calls", number: func(f *metricFacts) uint64 { return uint64(NumCgoCall()) }},
		{name: "/cpu/classes/gc/mark/assist:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().assist }},
		{name: "/cpu/classes/gc/mark/dedicated:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().dedicated }},
		{name: "/cpu/classes/gc/mark/idle:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().idleMark }},
		{name: "/cpu/classes/gc/pause:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().pause }},
		{name: "/cpu/classes/gc/total:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().gc }},
		{name: "/cpu/classes/idle:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().idle }},
		{name: "/cpu/classes/scavenge/assist:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().scavengeAssist }},
		{name: "/cpu/classes/scavenge/background:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().scavengeBackground }},
		{name: "/cpu/classes/scavenge/total:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().scav }},
		{name: "/cpu/classes/total:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().total }},
		{name: "/cpu/classes/user:cpu-seconds", time: func(f *metricFacts) int64 { return f.cpu().user }},
		{name: "/gc/cleanups/executed:cleanups", number: func(f *metricFacts) uint64 { return cleanupQueue.counts().done }},
		{name: "/gc/cleanups/queued:cleanups", number: func(f *metricFacts) uint64 { return cleanupQueue.counts().queued }},
		{name: "/gc/cycles/automatic:gc-cycles", number: func(f *metricFacts) uint64 { return uint64(atomic.Load(&gcStats.cycles) - atomic.Load(&gcStats.forced)) }},
		{name: "/gc/cycles/forced:gc-cycles", number: func(f *metricFacts) uint64 { return uint64(atomic.Load(&gcStats.forced)) }},
		{name: "/gc/cycles/total:gc-cycles", number: func(f *metricFacts) uint64 { return uint64(atomic.Load(&gcStats.cycles)) }},
		{name: "/gc/finalizers/executed:finalizers", number: func(f *metricFacts) uint64 { return finalizerQueue.counts().done }},
		{name: "/gc/finalizers/queued:finalizers", number: func(f *metricFacts) uint64 { return finalizerQueue.counts().queued }},
		{name: "/gc/gogc:percent", number: func(f *metricFacts) uint64 { return uint64(gcController.percent) }},
		{name: "/gc/gomemlimit:bytes", number: func(f *metricFacts) uint64 { return uint64(gcController.limit) }},
		{name: "/gc/heap/allocs-by-size:bytes", histogram: func(f *metricFacts, v *metricValue) { sizes(v, &f.heap().allocs, f.heap().largeAllocs) }},
		{name: "/gc/heap/allocs:bytes", number: func(f *metricFacts) uint64 { return f.heap().allocatedBytes }},
		{name: "/gc/heap/allocs:objects", number: func(f *metricFacts) uint64 { return f.heap().allAllocs }},
		{name: "/gc/heap/frees-by-size:bytes", histogram: func(f *metricFacts, v *metricValue) { sizes(v, &f.heap().frees, f.heap().largeFrees) }},
		{name: "/gc/heap/frees:bytes", number: func(f *metricFacts) uint64 { return f.heap().freedBytes }},
		{name: "/gc/heap/frees:objects", number: func(f *metricFacts) uint64 { return f.heap().allFrees }},
		{name: "/gc/heap/goal:bytes", number: func(f *metricFacts) uint64 { return uint64(gcController.goal) }},
		{name: "/gc/heap/live:bytes", number: func(f *metricFacts) uint64 { return uint64(gcController.marked) }},
		{name: "/gc/heap/objects:objects", number: func(f *metricFacts) uint64 { return f.heap().liveObjects() }},
		{name: "/gc/heap/tiny/allocs:objects", number: func(f *metricFacts) uint64 { return f.heap().tiny }},
		{name: "/gc/limiter/last-enabled:gc-cycle", number: func(f *metricFacts) uint64 { return 0 }}, // there is no limiter
		durations("/gc/pauses:seconds", &stopTimes.totalGC),
		{name: "/gc/scan/globals:bytes", number: func(f *metricFacts) uint64 { return uint64(globalsSize()) }},
		{name: "/gc/scan/heap:bytes", number: func(f *metricFacts) uint64 { return f.memory().scannable }},
		{name: "/gc/scan/stack:bytes", number: func(f *metricFacts) uint64 { return f.memory().stackUse }},
		{name: "/gc/scan/total:bytes", number: func(f *metricFacts) uint64 { return uint64(globalsSize()) + f.memory().scannable + f.memory().stackUse }},
		{name: "/gc/stack/starting-size:bytes", number: func(f *metricFacts) uint64 { return uint64(physPageSize) }},
		{name: "/memory/classes/heap/free:bytes", number: func(f *metricFacts) uint64 { return f.memory().free }},
		{name: "/memory/classes/heap/objects:bytes", number: func(f *metricFacts) uint64 { return f.memory().objects }},
		{name: "/memory/classes/heap/released:bytes", number: func(f *metricFacts) uint64 { return f.memory().released }},
		{name: "/memory/classes/heap/stacks:bytes", number: func(f *metricFacts) uint64 { return f.memory().stacks }},
		{name: "/memory/classes/heap/unused:bytes", number: func(f *metricFacts) uint64 { return f.memory().unused }},
		{name: "/memory/classes/metadata/mcache/free:bytes", number: func(f *metricFacts) uint64 { return f.memory().freeCaches }},
		{name: "/memory/classes/metadata/mcache/inuse:bytes", number: func(f *metricFacts) uint64 { return f.memory().caches }},
		{name: "/memory/classes/metadata/mspan/free:bytes", number: func(f *metricFacts) uint64 { return f.memory().freeSpans }},
		{name: "/memory/classes/metadata/mspan/inuse:bytes", number: func(f *metricFacts) uint64 { return f.memory().mspans }},
		{name: "/memory/classes/metadata/other:bytes", number: func(f *metricFacts) uint64 { return f.memory().collector }},
		{name: "/memory/classes/os-stacks:bytes", number: func(f *metricFacts) uint64 { return f.memory().osStacks }},
		{name: "/memory/classes/other:bytes", number: func(f *metricFacts) uint64 { return f.memory().other }},
		{name: "/memory/classes/profiling/buckets:bytes", number: func(f *metricFacts) uint64 { return f.memory().profile }},
		{name: "/memory/classes/total:bytes", number: func(f *metricFacts) uint64 { return f.memory().total() }},
		{name: "/sched/gomaxprocs:threads", number: func(f *metricFacts) uint64 { return uint64(gomaxprocs) }},
		{name: "/sched/goroutines-created:goroutines", number: func(f *metricFacts) uint64 { return f.sched().created }},
		{name: "/sched/goroutines/not-in-go:goroutines", number: func(f *metricFacts) uint64 { return f.sched().outside }},
		{name: "/sched/goroutines/runnable:goroutines", number: func(f *metricFacts) uint64 { return f.sched().runnable }},
		{name: "/sched/goroutines/running:goroutines", number: func(f *metricFacts) uint64 { return f.sched().running }},
		{name: "/sched/goroutines/waiting:goroutines", number: func(f *metricFacts) uint64 { return f.sched().waiting }},
		{name: "/sched/goroutines:goroutines", number: func(f *metricFacts) uint64 { return f.sched().all }},
		durations("/sched/latencies:seconds", &readyLatency),
		durations("/sched/pauses/stopping/gc:seconds", &stopTimes.stoppingGC),
		durations("/sched/pauses/stopping/other:seconds", &stopTimes.stoppingOther),
		durations("/sched/pauses/total/gc:seconds", &stopTimes.totalGC),
		durations("/sched/pauses/total/other:seconds", &stopTimes.totalOther),
		{name: "/sched/threads/total:threads", number: func(f *metricFacts) uint64 { return f.sched().threads }},
		{name: "/sync/mutex/wait/total:seconds", time: func(f *metricFacts) int64 { return mutexWait.Load() }},
	}
}

//go:linkname godebug_registerMetric internal/godebug.registerMetric
func godebug_registerMetric(name string, read func() uint64) {
	lockMetrics()
	if _, ok := metricTable.rows[name]; !ok {
		throw("metrics: " + name + " is not known")
	}
	metricTable.rows[name] = metricRow{name: name, number: func(*metricFacts) uint64 { return read() }}
	unlockMetrics()
}

//go:linkname readMetrics runtime/metrics.runtime_readMetrics
func readMetrics(samplesp unsafe.Pointer, len int, cap int) {
	lockMetrics()
	f := &metricTable.facts
	*f = metricFacts{}
	samples := unsafe.Slice((*metricSample)(samplesp), len)
	for i := range samples {
		v := &samples[i].value
		row := metricTable.rows[samples[i].name]
		switch {
		case row.number != nil:
			v.kind, v.scalar = metricKindUint64, row.number(f)
		case row.time != nil:
			seconds := float64(row.time(f)) / 1e9
			v.kind, v.scalar = metricKindFloat64, *(*uint64)(unsafe.Pointer(&seconds))
		case row.histogram != nil:
			row.histogram(f, v)
		default:
			v.kind = metricKindBad
		}
	}
	unlockMetrics()
}

// readMetricNames tells the metrics that there are.
//
//go:linkname readMetricNames runtime/metrics_test.runtime_readMetricNames
func readMetricNames() (names []string) {
	lockMetrics()
	for name := range metricTable.rows {
		names = append(names, name)
	}
	unlockMetrics()
	return names
}

// Histograms of durations, for runtime/metrics: as fine as a quarter of the duration, from 64 nanoseconds to a day and a half.
package runtime

import (
	"internal/runtime/atomic"
	"internal/runtime/sys"
	"unsafe"
)

const (
	histQuarters = 4
	histOctaves  = 40 // the first of them is linear: 0, 64, 128, 192
	histBuckets  = histQuarters * histOctaves
	histFirstBit = 8 // the second begins at 256
)

// A timeHistogram counts durations. Buckets do not overlap, and the last is for all that is longer.
type timeHistogram struct {
	counts   [histBuckets + 1]atomic.Uint64
	negative atomic.Uint64
}

// histBucket is the number of a duration's bucket.
func histBucket(ns uint64) int {
	if ns < 1<<histFirstBit {
		return int(ns >> (histFirstBit - 2))
	}
	top := sys.Len64(ns) - 1
	return min((top-histFirstBit+1)*histQuarters+int(ns>>(top-2)&(histQuarters-1)), histBuckets)
}

// histStart is the least duration of a bucket.
func histStart(bucket int) uint64 {
	octave, quarter := bucket/histQuarters, uint64(bucket%histQuarters)
	if octave == 0 {
		return quarter << (histFirstBit - 2)
	}
	return (histQuarters + quarter) << (octave + histFirstBit - 3)
}

func (h *timeHistogram) record(ns int64) {
	if ns < 0 {
		h.negative.Add(1)
		return
	}
	h.counts[histBucket(uint64(ns))].Add(1)
}

// A metricHistogram is a metrics.Float64Histogram.
type metricHistogram struct {
	counts  []uint64
	buckets []float64
}

// histogram makes the value a histogram with these bounds, using again the one that it holds.
func (v *metricValue) histogram(bounds []float64) *metricHistogram {
	var h *metricHistogram
	if v.kind == metricKindFloat64Histogram && v.pointer != nil {
		h = (*metricHistogram)(v.pointer)
	} else {
		h = new(metricHistogram)
		*v = metricValue{kind: metricKindFloat64Histogram, pointer: unsafe.Pointer(h)}
	}
	h.buckets = bounds
	if len(h.counts) != len(bounds)-1 {
		h.counts = make([]uint64, len(bounds)-1)
	}
	return h
}

var infinity = func() float64 {
	bits := uint64(0x7ff0000000000000)
	return *(*float64)(unsafe.Pointer(&bits))
}()

// timeBounds are the bounds of all timeHistograms in seconds.
func timeBounds() []float64 {
	bounds := []float64{-infinity}
	for i := range histBuckets + 1 {
		bounds = append(bounds, float64(histStart(i))/1e9)
	}
	return append(bounds, infinity)
}

// tell puts the histogram into a metric's value.
func (h *timeHistogram) tell(v *metricValue, bounds []float64) {
	out := v.histogram(bounds)
	out.counts[0] = h.negative.Load()
	for i := range h.counts {
		out.counts[i+1] = h.counts[i].Load()
	}
}

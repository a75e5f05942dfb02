// Random numbers: a ChaCha8 generator a thread, seeded from one that the kernel seeds, for what
// programs see (rand), and a wyrand generator a thread for the runtime's own coin
// tosses (cheaprand).

package runtime

import (
	"internal/chacha8rand"
	"math/bits"
	_ "unsafe" // for go:linkname
)

// startupRand is what the kernel hands over with the auxiliary vector.
var startupRand []byte

// seeder seeds the threads' generators.
var seeder struct {
	lock  mutex
	ready bool
	chacha8rand.State
}

// randinit takes the seed from the kernel, or from the auxiliary vector if it gives none now. A program
// without either runs all the same, but could be predicted.
func randinit() {
	var seed [32]byte
	if readRandom(seed[:]) != len(seed) {
		stretch(seed[:], uint64(nanotime()))
		for i, b := range startupRand {
			seed[i%len(seed)] ^= b
		}
	}
	seeder.Init(seed)
	seeder.ready = true
	startupRand = nil
}

// stretch fills r from a few bits.
func stretch(r []byte, bits uint64) {
	for i := range r {
		bits = (bits ^ wyrand1) * wyrand2
		r[i] = byte(bits >> 32)
	}
}

const (
	wyrand1 = 0xa0761d6478bd642f
	wyrand2 = 0xe7037ed1a0b428db
)

// mrandinit seeds a thread's generators. What the seeder gave cannot be computed from it later.
func mrandinit(mp *m) {
	lock(&seeder.lock)
	mp.chacha8.Init64([4]uint64{seed64(), seed64(), seed64(), seed64()})
	mp.cheaprand = seed64() | 1
	seeder.Reseed()
	unlock(&seeder.lock)
}

// seed64 is the seeder's next number. seeder.lock is held.
func seed64() uint64 {
	if !seeder.ready {
		fatal("a random number is needed before randinit")
	}
	return draw(&seeder.State)
}

func draw(from *chacha8rand.State) uint64 {
	x, ok := from.Next()
	for !ok {
		from.Refill()
		x, ok = from.Next()
	}
	return x
}

// bootstrapRand serves before the thread has a generator.
//
//go:linknamestd bootstrapRand
func bootstrapRand() uint64 {
	lock(&seeder.lock)
	x := seed64()
	unlock(&seeder.lock)
	return x
}

// rand is a random number from the thread's generator.
//
//go:linkname rand
func rand() uint64 {
	mp := getg().m
	if x, ok := mp.chacha8.Next(); ok {
		return x
	}
	mp.locks++ // no other goroutine may use the generator meanwhile
	x := draw(&mp.chacha8)
	mp.locks--
	return x
}

//go:linkname maps_rand internal/runtime/maps.rand
func maps_rand() uint64 { return rand() }

// randn is a random number below n.
//
//go:linkname randn
func randn(n uint32) uint32 {
	return uint32((uint64(uint32(rand())) * uint64(n)) >> 32)
}

//go:linkname cheaprand
func cheaprand() uint32 {
	state := &getg().m.cheaprand
	*state += wyrand1
	hi, lo := bits.Mul64(*state, *state^wyrand2)
	return uint32(hi ^ lo)
}

//go:linkname cheaprand64
func cheaprand64() int64 { return int64(cheaprandu64()) }

func cheaprandu64() uint64 { return uint64(cheaprand())<<32 ^ uint64(cheaprand()) }

//go:linkname cheaprandn
func cheaprandn(n uint32) uint32 { return uint32((uint64(cheaprand()) * uint64(n)) >> 32) }

//go:linkname legacy_fastrand runtime.fastrand
func legacy_fastrand() uint32 { return uint32(rand()) }

//go:linkname legacy_fastrandn runtime.fastrandn
func legacy_fastrandn(n uint32) uint32 { return randn(n) }

//go:linkname legacy_fastrand64 runtime.fastrand64
func legacy_fastrand64() uint64 { return rand() }

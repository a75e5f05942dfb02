// What programs and the library ask of the runtime that belongs to no other room:
// arguments, environment, GODEBUG, versions, settings of package runtime/debug.
package runtime

import (
	"internal/runtime/atomic"
	"unsafe"
)

func gogetenv(key string) string {
	for _, s := range envs {
		if len(s) > len(key) && s[len(key)] == '=' && s[:len(key)] == key {
			return s[len(key)+1:]
		}
	}
	return ""
}

//go:linkname syscall_runtimeSetenv syscall.runtimeSetenv
func syscall_runtimeSetenv(key, value string) {
	if key == "GODEBUG" {
		godebugEnv.Store(&value)
		godebugNotify(true)
	}
}

//go:linkname syscall_runtimeUnsetenv syscall.runtimeUnsetenv
func syscall_runtimeUnsetenv(key string) {
	if key == "GODEBUG" {
		godebugEnv.Store(nil)
		godebugNotify(true)
	}
}

//go:linkname syscall_runtimeClearenv syscall.runtimeClearenv
func syscall_runtimeClearenv(env map[string]int) {
	if _, ok := env["GODEBUG"]; ok {
		syscall_runtimeUnsetenv("GODEBUG")
	}
}

// Without cgo nothing gets here: package syscall asks first.
//
//go:linkname syscall_cgocaller syscall.cgocaller
func syscall_cgocaller(fn unsafe.Pointer, args ...uintptr) uintptr {
	throw("syscall: call of a C function, and there is no cgo")
	return 0
}

var (
	godebugDefault string // set by the linker: what the main module's language version and //go:debug lines say
	godebugUpdate  atomic.Pointer[func(string, string)]
	godebugEnv     atomic.Pointer[string]
	godebugNewInc  atomic.Pointer[func(string) func()]
)

//go:linkname godebug_setUpdate internal/godebug.setUpdate
func godebug_setUpdate(update func(string, string)) {
	godebugUpdate.Store(&update)
	godebugNotify(false)
}

//go:linkname godebug_setNewIncNonDefault internal/godebug.setNewIncNonDefault
func godebug_setNewIncNonDefault(counter func(string) func()) {
	godebugNewInc.Store(&counter)
}

func godebugEnvInit() {
	if s := gogetenv("GODEBUG"); s != "" {
		p := new(string)
		*p = s
		godebugEnv.Store(p)
	}
}

func godebugNotify(envChanged bool) {
	update := godebugUpdate.Load()
	env := ""
	if p := godebugEnv.Load(); p != nil {
		env = *p
	}
	if envChanged {
		resetDebugVars(env)
	}
	if update != nil {
		(*update)(godebugDefault, env)
	}
}

//go:linkname setCrashFD
func setCrashFD(fd uintptr) uintptr {
	old := crashFD
	crashFD = fd
	return old
}

var crashFD = ^uintptr(0)

//go:linkname getStaticuint64s
func getStaticuint64s() *[256]uint64 { return &staticuint64s }

//go:linkname reflect_adjustAIXGCDataForRuntime reflect.adjustAIXGCDataForRuntime
func reflect_adjustAIXGCDataForRuntime(addr *byte) *byte { return addr }

//go:linkname reflect_unsafeslice reflect.unsafeslice
func reflect_unsafeslice(et *_type, ptr unsafe.Pointer, len int) {
	if len < 0 {
		panicunsafeslicelen()
	}
	if et.Size_ != 0 {
		if uintptr(len) > maxAlloc/et.Size_ || et.Size_*uintptr(len) > -uintptr(ptr) {
			if ptr == nil {
				panicunsafeslicenilptr()
			}
			panicunsafeslicelen()
		}
	}
}

//go:linkname fips_getIndicator crypto/internal/fips140.getIndicator
func fips_getIndicator() uint8 { return getg().fipsIndicator }

//go:linkname fips_setIndicator crypto/internal/fips140.setIndicator
func fips_setIndicator(indicator uint8) { getg().fipsIndicator = indicator }

//go:linkname fips140_setBypass crypto/fips140.setBypass
func fips140_setBypass() { getg().fipsOnlyBypass = true }

//go:linkname fips140_unsetBypass crypto/fips140.unsetBypass
func fips140_unsetBypass() { getg().fipsOnlyBypass = false }

//go:linkname fips140_isBypassed crypto/fips140.isBypassed
func fips140_isBypassed() bool { return getg().fipsOnlyBypass }

//go:linkname dit_setEnabled crypto/subtle.setDITEnabled
func dit_setEnabled() bool {
	old := getg().ditWanted
	getg().ditWanted = true
	return old
}

//go:linkname dit_setDisabled crypto/subtle.setDITDisabled
func dit_setDisabled() { getg().ditWanted = false }

//go:linkname secret_count runtime/secret.count
func secret_count() int32 { return getg().secret }

//go:linkname secret_inc runtime/secret.inc
func secret_inc() { getg().secret++ }

//go:linkname secret_dec runtime/secret.dec
func secret_dec() { getg().secret-- }

//go:linkname secret_eraseSecrets runtime/secret.eraseSecrets
func secret_eraseSecrets() {}

//go:linkname runtime_setProfLabel runtime/pprof.runtime_setProfLabel
func runtime_setProfLabel(labels unsafe.Pointer) { getg().labels = labels }

//go:linkname runtime_getProfLabel runtime/pprof.runtime_getProfLabel
func runtime_getProfLabel() unsafe.Pointer { return getg().labels }

var (
	buildVersion string = "go1.27.3"

	argslice []string
	envs     []string

	maxstacksize uintptr = 1000000000
)

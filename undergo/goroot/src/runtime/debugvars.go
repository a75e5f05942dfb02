// Settings in GODEBUG that the runtime itself knows.
package runtime

import (
	"internal/godebugs"
	"internal/runtime/atomic"
)

var debug struct {
	fixedDebugVars
	tracebacklabels atomic.Int32
	panicnil        atomic.Int32
}

// fixedDebugVars are read once, when the program starts.
type fixedDebugVars struct {
	asyncpreemptoff    int32
	scheddetail        int32
	schedtrace         int32
	tracebackancestors int32
	inittrace          int32
	gctrace            int32
	gcstress           int32 // a collection at every so manieth allocation
	gcpoison           int32 // what is freed is overwritten
	gcstoptheworld     int32 // 1: marking is done in a stop; 2: sweeping, too
	gccheckmark        int32 // marking is checked
	gcaudit            int32 // stores without a write barrier are found
	gcwhy              int32 // what on a stack keeps objects with a finalizer, cleanup or weak pointer
	gcframes           int32 // 0: frames are read as a whole
	lockrank           int32 // the order of locks is checked; 2: printed
	gccheck            int32 // the heap's records are compared after each collection
}

// setDebugVars takes the settings that the program was linked with, and then the
// environment's.
func setDebugVars(env string) {
	debug.tracebacklabels.Store(1)
	debug.gcframes = 1
	for _, settings := range [...]string{godebugDefault, env} {
		parseRuntimeDebugVars(settings)
		findRemovedSetting(settings)
	}
}

// removedSetting is a setting that this version of Go no longer knows, with a value that asks for
// something else than what has become the rule.
var removedSetting struct {
	key, value string
	version    int // of Go 1, which has removed it
}

// findRemovedSetting notes the first such setting. It is too early to end the program.
func findRemovedSetting(settings string) {
	for settings != "" {
		var field string
		field, settings = cutByte(settings, ',')
		key, value := cutByte(field, '=')
		for i := range godebugs.Removed {
			if r := &godebugs.Removed[i]; r.Name == key && r.Old(value) {
				removedSetting.key, removedSetting.value, removedSetting.version = key, value, r.Removed
				return
			}
		}
	}
}

// refuseRemovedSetting ends a program that was started with such a setting.
func refuseRemovedSetting() {
	if s := &removedSetting; s.key != "" {
		var digits [20]byte
		version := string(itoa(digits[:], uint64(s.version)))
		fatal("removed GODEBUG \"" + s.key + "\" set to old value \"" + s.value +
			"\" in environment (https://go.dev/doc/godebug#go-1" + version + ")")
	}
}

// resetDebugVars: the environment's GODEBUG has changed, which concerns the settings
// that may change while the program runs.
func resetDebugVars(env string) {
	fixed := debug.fixedDebugVars
	debug.panicnil.Store(0)
	debug.tracebacklabels.Store(0) // as the reference does, though it is 1 at first
	parseRuntimeDebugVars(godebugDefault)
	parseRuntimeDebugVars(env)
	debug.fixedDebugVars = fixed
}

// parseRuntimeDebugVars takes name=value pairs, separated by commas; what it does
// not know is somebody else's.
func parseRuntimeDebugVars(godebug string) {
	for godebug != "" {
		var field string
		field, godebug = cutByte(godebug, ',')
		key, value := cutByte(field, '=')
		n, ok := atoi32(value)
		if !ok {
			continue
		}
		switch key {
		case "asyncpreemptoff":
			debug.asyncpreemptoff = n
		case "scheddetail":
			debug.scheddetail = n
		case "schedtrace":
			debug.schedtrace = n
		case "tracebackancestors":
			debug.tracebackancestors = n
		case "inittrace":
			debug.inittrace = n
		case "gctrace":
			debug.gctrace = n
		case "gcstress":
			debug.gcstress = n
		case "gcstoptheworld":
			debug.gcstoptheworld = n
		case "gccheckmark":
			debug.gccheckmark = n
		case "gcpoison":
			debug.gcpoison = n
		case "gcaudit":
			debug.gcaudit = n
		case "gcwhy":
			debug.gcwhy = n
		case "gcframes":
			debug.gcframes = n
		case "lockrank":
			debug.lockrank = n
			if mutexFree = mutex_unlocked; n > 0 {
				mutexFree = mutex_ranked
			}
		case "gccheck":
			debug.gccheck = n
		case "tracebacklabels":
			debug.tracebacklabels.Store(n)
		case "panicnil":
			debug.panicnil.Store(n)
		}
	}
}

func cutByte(s string, c byte) (before, after string) {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// finishDebugVarsSetup hands the environment's GODEBUG on to package
// internal/godebug, once there is an allocator.
func finishDebugVarsSetup() {
	godebugEnvInit()
	setTraceback(gogetenv("GOTRACEBACK"))
	traceback_env = traceback_cache
}

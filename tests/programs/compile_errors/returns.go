// Faults of return statements and result parameters.
package main

func a() int               { return }
func b() (int, string)     { return 1 }
func c()                   { return 1 }
func d() (x int, y string) { return 1, 2 }
func e() (x int) {
	{
		x := 2
		return
	}
}
func f() (int, int)     { return b() }
func g() (x int, error) { return 1, nil }
func h() int            { return "a" }
func i() error          { return 5 }
func j() (n int)        { func() int { return }(); return }

func main() {}

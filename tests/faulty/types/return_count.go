package main

func a() int { return }

func b() { return 1 }

func c() (int, string) { return 1 }

func d() (int, string) { return 1, 2 }

func e() (x int, err error) {
	{
		err := error(nil)
		return
	}
}

func f() (int, error) { return c() }

func g() int { return "a" }

func main() {}

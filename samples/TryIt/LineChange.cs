namespace BoundaryLint.Samples;

/// <summary>A line that one version of a file has and the other has not.</summary>
internal readonly record struct LineChange(bool IsAdded, string Text)
{
    /// <summary>The fewest lines that make <paramref name="after"/> out of <paramref name="before"/>: what is not in their longest common subsequence.</summary>
    public static List<LineChange> Between(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var changes = new List<LineChange>();
        int left = 0, right = 0;
        while (left < before.Length || right < after.Length)
        {
            if (left < before.Length && right < after.Length && before[left] == after[right])
            {
                left++;
                right++;
            }
            else if (right == after.Length || (left < before.Length && common[left + 1, right] >= common[left, right + 1]))
            {
                changes.Add(new LineChange(false, before[left++]));
            }
            else
            {
                changes.Add(new LineChange(true, after[right++]));
            }
        }

        return changes;
    }
}
